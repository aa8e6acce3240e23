#include "kinds.h"

#include <string.h>

bool kinds_not(bool value) { return !value; }
char kinds_next_char(char value) { return (char)(value + 1); }
int8_t kinds_i8(int8_t value) { return (int8_t)-value; }
uint8_t kinds_u8(uint8_t value) { return (uint8_t)(value + 1); }
int16_t kinds_i16(int16_t value) { return (int16_t)-value; }
uint16_t kinds_u16(uint16_t value) { return (uint16_t)(value + 1); }
int32_t kinds_i32(int32_t value) { return (int32_t)-(int64_t)value; }
uint32_t kinds_u32(uint32_t value) { return value + 1; }
int64_t kinds_i64(int64_t value) { return (int64_t)-(uint64_t)value; }
uint64_t kinds_u64(uint64_t value) { return value - 1; }
float kinds_f32(float value) { return value / 3; }
double kinds_f64(double value) { return value / 3; }
enum colour kinds_colour(enum colour value) { return value == GREEN ? BLUE : GREEN; }

const char *kinds_text(const char *text)
{
    if (!text)
        return "none";
    if (!*text)
        return NULL;
    return strcmp(text, "broken") == 0 ? "br\xff\xc3ken" : text + 1;
}

size_t kinds_count(const octet *data, size_t size, octet wanted)
{
    size_t count = 0;
    for (size_t i = 0; data && i < size; i++)
        count += data[i] == wanted;
    return count;
}

void kinds_fill(void *room, size_t size, signed char value) { memset(room, value, size); }
void kinds_nothing(void) {}

double kinds_many(int a, double b, long c, float d, short e, double f, unsigned char g, double h, long i, double j, int k,
                  double l, const char *m, double n, double o, long p)
{
    return a + 2 * b + 3 * (double)c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * (double)i + 10 * j + 11 * k + 12 * l +
           13 * (double)strlen(m) + 14 * n + 15 * o + 16 * (double)p;
}

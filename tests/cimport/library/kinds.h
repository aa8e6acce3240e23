/* A library of the tests: every kind of argument and result. run.py builds it. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum colour { RED, GREEN = 5, BLUE = -3 };
typedef unsigned char octet;

bool kinds_not(bool value);
char kinds_next_char(char value);
int8_t kinds_i8(int8_t value);
uint8_t kinds_u8(uint8_t value);
int16_t kinds_i16(int16_t value);
uint16_t kinds_u16(uint16_t value);
int32_t kinds_i32(int32_t value);
uint32_t kinds_u32(uint32_t value);
int64_t kinds_i64(int64_t value);
uint64_t kinds_u64(uint64_t value);
float kinds_f32(float value);
double kinds_f64(double value);
enum colour kinds_colour(enum colour value);
const char *kinds_text(const char *text);
size_t kinds_count(const octet *data, size_t size, octet wanted);
void kinds_fill(void *room, size_t size, signed char value);
void kinds_nothing(void);
double kinds_many(int a, double b, long c, float d, short e, double f, unsigned char g, double h, long i, double j, int k,
                  double l, const char *m, double n, double o, long p);

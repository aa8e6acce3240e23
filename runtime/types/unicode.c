/* Properties of code points: two table steps to a shared record. */
#include "runtime/types/unicode.h"

typedef struct UnicodeRecord {
    uint32_t flags;
    uint8_t decimal;                 /* 255: none */
    int32_t change[4];               /* distance, or index of a sequence where flagged special */
} UnicodeRecord;

#include "runtime/types/unicode_data.inc"

static const UnicodeRecord *find_record(uint32_t c)
{
    uint32_t block = first_stage[c >> UNICODE_SHIFT];
    return &records[second_stage[(block << UNICODE_SHIFT) + (c & ((1u << UNICODE_SHIFT) - 1))]];
}

uint32_t unicode_flags(uint32_t c) { return find_record(c)->flags; }

int unicode_decimal(uint32_t c)
{
    uint8_t value = find_record(c)->decimal;
    return value == 255 ? -1 : value;
}

int unicode_change(uint32_t c, CaseChange change, uint32_t out[3])
{
    const UnicodeRecord *record = find_record(c);
    if (!(record->flags & (uint32_t)UNICODE_SPECIAL << change)) {
        out[0] = c + (uint32_t)record->change[change];
        return 1;
    }
    const uint32_t *sequence = &sequences[record->change[change]];
    for (uint32_t i = 0; i < sequence[0]; i++)
        out[i] = sequence[1 + i];
    return (int)sequence[0];
}

bool unicode_is_line_break(uint32_t c)
{
    return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Which source line an address in compiled Python code belongs to: frames of sys._getframe ask,
   warnings and logging through them. Calls carry no line of their own; the executable's DWARF
   line table (version 4 for Python code, other versions are C) has them all, so it is read from
   the program's own file when first needed, and kept as rows sorted by address. */
#include "runtime/object/line_table.h"

#include <elf.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "runtime/memory/memory.h"

extern const char __ehdr_start[] __attribute__((weak, visibility("hidden")));
extern char text_start[] __asm__("__start_pytext") __attribute__((weak, visibility("hidden")));
extern char text_stop[] __asm__("__stop_pytext") __attribute__((weak, visibility("hidden")));

typedef struct Row { uint32_t offset, line; } Row;             /* offset from text_start */
typedef struct Rows { Row *items; uint32_t count; } Rows;      /* items NULL: only counted */
static Rows *known;

typedef struct Cursor { const uint8_t *at, *end; } Cursor;

static uint64_t fixed(Cursor *c, size_t size)
{
    uint64_t value = 0;
    if ((size_t)(c->end - c->at) >= size)
        memcpy(&value, c->at, size);
    c->at = (size_t)(c->end - c->at) >= size ? c->at + size : c->end;
    return value;
}

static uint64_t variable(Cursor *c, bool is_signed)
{
    uint64_t value = 0;
    int shift = 0;
    uint8_t byte = 0x80;
    while (c->at < c->end && byte & 0x80 && shift < 64) {
        byte = *c->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
    }
    if (is_signed && byte & 0x40 && shift < 64)
        value |= ~(uint64_t)0 << shift;
    return value;
}

static void add_row(Rows *rows, uint64_t address, int64_t line)
{
    uint64_t offset = address + (uint64_t)(uintptr_t)__ehdr_start - (uint64_t)(uintptr_t)text_start;
    if (offset > (uint64_t)(text_stop - text_start) || line <= 0)
        return;
    if (rows->items)
        rows->items[rows->count] = (Row){ (uint32_t)offset, (uint32_t)line };
    rows->count++;
}

/* What the program of one unit needs of its header. */
typedef struct Header { uint8_t step, line_range, opcode_base; int8_t line_base; const uint8_t *lengths; } Header;

static void skip_standard(Cursor *c, const Header *h, uint8_t opcode)
{
    for (int i = 0; i < h->lengths[opcode - 1]; i++)
        variable(c, false);
}

/* True at the end of a sequence. */
static bool extended(Cursor *c, uint64_t *address)
{
    uint64_t length = variable(c, false);
    Cursor inner = { c->at, length < (uint64_t)(c->end - c->at) ? c->at + length : c->end };
    uint8_t kind = (uint8_t)fixed(&inner, 1);
    if (kind == 2)
        *address = fixed(&inner, 8);
    c->at = length < (uint64_t)(c->end - c->at) ? c->at + length : c->end;
    return kind == 1;
}

static void run_program(Cursor c, const Header *h, Rows *rows)
{
    enum { COPY = 1, ADVANCE_ADDRESS, ADVANCE_LINE, CONSTANT_ADDRESS = 8, FIXED_ADDRESS = 9 };
    uint64_t address = 0;
    int64_t line = 1;
    while (c.at < c.end) {
        uint8_t opcode = *c.at++;
        if (opcode >= h->opcode_base) {
            uint8_t adjusted = (uint8_t)(opcode - h->opcode_base);
            address += (uint64_t)(adjusted / h->line_range) * h->step;
            line += h->line_base + adjusted % h->line_range;
            add_row(rows, address, line);
        } else if (opcode == 0) {
            if (extended(&c, &address))
                address = 0, line = 1;
        } else if (opcode == COPY) {
            add_row(rows, address, line);
        } else if (opcode == ADVANCE_ADDRESS) {
            address += variable(&c, false) * h->step;
        } else if (opcode == ADVANCE_LINE) {
            line += (int64_t)variable(&c, true);
        } else if (opcode == CONSTANT_ADDRESS) {
            address += (uint64_t)((255 - h->opcode_base) / h->line_range) * h->step;
        } else if (opcode == FIXED_ADDRESS) {
            address += fixed(&c, 2);
        } else {
            skip_standard(&c, h, opcode);
        }
    }
}

static void read_units(Cursor c, Rows *rows)
{
    while (c.end - c.at > 12) {
        uint64_t length = fixed(&c, 4);
        if (length >= 0xfffffff0 || length > (uint64_t)(c.end - c.at))
            return;
        Cursor unit = { c.at, c.at + length };
        c.at += length;
        if (fixed(&unit, 2) != 4)
            continue;
        uint64_t header_length = fixed(&unit, 4);
        const uint8_t *program = unit.at + header_length;
        Header h = { .step = (uint8_t)fixed(&unit, 1) };
        fixed(&unit, 2);                                       /* ops per instruction, is-statement */
        h.line_base = (int8_t)fixed(&unit, 1);
        h.line_range = (uint8_t)fixed(&unit, 1);
        h.opcode_base = (uint8_t)fixed(&unit, 1);
        h.lengths = unit.at;
        if (h.line_range && header_length < length)
            run_program((Cursor){ program, unit.end }, &h, rows);
    }
}

/* The section .debug_line of the file; empty when it has none. */
static Cursor find_section(const uint8_t *file, size_t size)
{
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)file;
    if (size < sizeof *header || header->e_shoff + (uint64_t)header->e_shnum * sizeof(Elf64_Shdr) > size)
        return (Cursor){ file, file };
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(file + header->e_shoff);
    const char *names = (const char *)file + sections[header->e_shstrndx].sh_offset;
    for (int i = 0; i < header->e_shnum; i++)
        if (strcmp(names + sections[i].sh_name, ".debug_line") == 0 && !(sections[i].sh_flags & SHF_COMPRESSED))
            return (Cursor){ file + sections[i].sh_offset, file + sections[i].sh_offset + sections[i].sh_size };
    return (Cursor){ file, file };
}

static int by_offset(const void *a, const void *b)
{
    uint32_t x = ((const Row *)a)->offset, y = ((const Row *)b)->offset;
    return x < y ? -1 : x > y;
}

static void read_lines(const uint8_t *file, size_t size, Rows *rows)
{
    Cursor section = find_section(file, size);
    Rows counted = { NULL, 0 };
    read_units(section, &counted);
    rows->items = gc_alloc_root((counted.count + 1) * sizeof(Row));
    rows->count = 0;
    read_units(section, rows);
    qsort(rows->items, rows->count, sizeof(Row), by_offset);
}

static const Rows *line_rows(void)
{
    Rows *rows = __atomic_load_n(&known, __ATOMIC_ACQUIRE);
    if (rows)
        return rows;
    rows = gc_alloc_root(sizeof *rows);
    struct stat status;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (file >= 0 && fstat(file, &status) == 0) {
        void *data = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        if (data != MAP_FAILED) {
            read_lines(data, (size_t)status.st_size, rows);
            munmap(data, (size_t)status.st_size);
        }
    }
    if (file >= 0)
        close(file);
    __atomic_store_n(&known, rows, __ATOMIC_RELEASE);
    return rows;
}

int32_t line_at(uintptr_t address)
{
    if (address - (uintptr_t)text_start >= (uintptr_t)(text_stop - text_start))
        return 0;
    const Rows *rows = line_rows();
    uint32_t offset = (uint32_t)(address - (uintptr_t)text_start), low = 0, high = rows->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (rows->items[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return rows->count ? (int32_t)rows->items[low].line : 0;
}

/* The time module. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <time.h>
#include "runtime/abi/entries.h"
#include "runtime/modules/durations.h"
#include "runtime/modules/io.h"
#include "runtime/modules/struct_sequence.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

/* ---- clocks ---- */

static Value seconds_of(struct Task *task, int clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        return io_raise_os_error(task, errno, 0);
    return float_from_double(task, (double)((int64_t)now.tv_sec * 1000000000 + now.tv_nsec) / 1e9);
}

static Value nanoseconds_of(struct Task *task, int clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        return io_raise_os_error(task, errno, 0);
    return int_from_i64(task, (int64_t)now.tv_sec * 1000000000 + now.tv_nsec);
}

static RT Value time_time(TASK) { return seconds_of(task, CLOCK_REALTIME); }
static RT Value time_time_ns(TASK) { return nanoseconds_of(task, CLOCK_REALTIME); }
static RT Value time_monotonic(TASK) { return seconds_of(task, CLOCK_MONOTONIC); }
static RT Value time_monotonic_ns(TASK) { return nanoseconds_of(task, CLOCK_MONOTONIC); }
static RT Value time_process(TASK) { return seconds_of(task, CLOCK_PROCESS_CPUTIME_ID); }
static RT Value time_process_ns(TASK) { return nanoseconds_of(task, CLOCK_PROCESS_CPUTIME_ID); }
static RT Value time_thread(TASK) { return seconds_of(task, CLOCK_THREAD_CPUTIME_ID); }
static RT Value time_thread_ns(TASK) { return nanoseconds_of(task, CLOCK_THREAD_CPUTIME_ID); }

static RT Value time_clock_gettime(TASK, Value id)
{
    int64_t clock;
    return object_index_i64(task, id, &clock, false) ? seconds_of(task, (int)clock) : 0;
}
static RT Value time_clock_gettime_ns(TASK, Value id)
{
    int64_t clock;
    return object_index_i64(task, id, &clock, false) ? nanoseconds_of(task, (int)clock) : 0;
}
static RT Value time_clock_getres(TASK, Value id)
{
    int64_t clock;
    struct timespec step;
    if (!object_index_i64(task, id, &clock, false))
        return 0;
    if (clock_getres((int)clock, &step) != 0)
        return io_raise_os_error(task, errno, 0);
    return float_from_double(task, (double)step.tv_sec + (double)step.tv_nsec * 1e-9);
}

static RT Value time_sleep(TASK, Value seconds) { return thread_sleep(task, seconds); }

/* ---- struct_time ---- */

#define FIELD(name, n, doc) {name, struct_field_##n, NULL, doc}
static const GetSetDef time_fields[] = {
    FIELD("tm_year", 0, "the year, in full"), FIELD("tm_mon", 1, "the month, from 1"),
    FIELD("tm_mday", 2, "the day of the month, from 1"), FIELD("tm_hour", 3, "the hour, up to 23"),
    FIELD("tm_min", 4, "the minute, up to 59"), FIELD("tm_sec", 5, "seconds, up to 61 for leap seconds"),
    FIELD("tm_wday", 6, "the weekday, from Monday as 0"), FIELD("tm_yday", 7, "the day of the year, from 1"),
    FIELD("tm_isdst", 8, "whether it is summer time, -1 if not known"),
    FIELD("tm_zone", 9, "the zone's short name"), FIELD("tm_gmtoff", 10, "seconds east of Greenwich"), {.name = NULL}};
STRUCT_TYPE(struct_time, "time.struct_time", time_fields, "A time split into fields.", struct_make)

static Value from_tm(struct Task *task, const struct tm *tm)
{
    Value words[11] = {value_from_small_int(tm->tm_year + 1900L), value_from_small_int(tm->tm_mon + 1),
                       value_from_small_int(tm->tm_mday), value_from_small_int(tm->tm_hour), value_from_small_int(tm->tm_min),
                       value_from_small_int(tm->tm_sec), value_from_small_int((tm->tm_wday + 6) % 7),
                       value_from_small_int(tm->tm_yday + 1), value_from_small_int(tm->tm_isdst),
                       str_from_c(task, tm->tm_zone ? tm->tm_zone : ""), value_from_small_int(tm->tm_gmtoff)};
    return struct_new(task, &type_struct_time, words);
}

static bool to_time(struct Task *task, Value seconds, time_t *when)
{
    double d;
    int64_t i;
    if (seconds == VALUE_NONE) {
        *when = time(NULL);
        return true;
    }
    if (value_is_int(seconds)) {
        if (!value_to_i64(task, seconds, &i))
            return false;
        *when = i;
        return true;
    }
    if (!value_is_float(seconds) && type_of(seconds)->slots.index == NULL) {
        raise_error(task, &type_TypeError, "'%T' object cannot be interpreted as an integer", seconds);
        return false;
    }
    if (!object_double(task, seconds, &d))
        return false;
    if (isnan(d)) {
        raise_error(task, &type_ValueError, "Invalid value NaN (not a number)");
        return false;
    }
    if (fabs(d) > 9e18) {
        raise_error(task, &type_OverflowError, "timestamp out of range for platform time_t");
        return false;
    }
    *when = (time_t)floor(d);
    return true;
}

static Value broken_down(struct Task *task, Value seconds, struct tm *(*convert)(const time_t *, struct tm *))
{
    time_t when;
    struct tm tm;
    if (!to_time(task, seconds, &when))
        return 0;
    errno = 0;
    if (convert(&when, &tm) == NULL)
        return errno == EOVERFLOW ? raise_error(task, &type_OverflowError, "timestamp out of range for platform time_t")
                                  : io_raise_os_error(task, errno ? errno : EINVAL, 0);
    return from_tm(task, &tm);
}

static RT Value time_gmtime(TASK, Value seconds) { return broken_down(task, seconds, gmtime_r); }
static RT Value time_localtime(TASK, Value seconds) { return broken_down(task, seconds, localtime_r); }

static bool to_tm(struct Task *task, Value tuple, struct tm *tm, char *zone, size_t zone_size)
{
    int64_t words[9];
    if (!value_is_tuple(tuple)) {
        raise_error(task, &type_TypeError, "Tuple or struct_time argument required");
        return false;
    }
    if (tuple_size(tuple) != 9) {
        raise_error(task, &type_TypeError, "%s(): illegal time tuple argument", "strftime");
        return false;
    }
    for (int i = 0; i < 9; i++)
        if (!object_index_i64(task, tuple_get(tuple, i), &words[i], false))
            return false;
    *tm = (struct tm){.tm_year = (int)(words[0] - 1900), .tm_mon = (int)words[1] - 1, .tm_mday = (int)words[2],
                      .tm_hour = (int)words[3], .tm_min = (int)words[4], .tm_sec = (int)words[5],
                      .tm_wday = (int)((words[6] + 1) % 7), .tm_yday = (int)words[7] - 1, .tm_isdst = (int)words[8]};
    if (zone != NULL && type_of(tuple) == &type_struct_time) {
        Value name = slot_load(&((PyTuple *)tuple)->items[9]), offset = slot_load(&((PyTuple *)tuple)->items[10]);
        int64_t length;
        const char *text = value_is_str(name) ? str_utf8(task, name, &length) : NULL;
        snprintf(zone, zone_size, "%s", text ? text : "");
        tm->tm_zone = zone;
        tm->tm_gmtoff = value_is_small_int(offset) ? value_small_int(offset) : 0;
    }
    return true;
}

static RT Value time_mktime(TASK, Value tuple)
{
    struct tm tm;
    if (!to_tm(task, tuple, &tm, NULL, 0))
        return 0;
    tm.tm_wday = -1;
    time_t when = mktime(&tm);
    if (when == (time_t)-1 && tm.tm_wday == -1)
        return raise_error(task, &type_OverflowError, "mktime argument out of range");
    return float_from_double(task, (double)when);
}

static bool check_tm(struct Task *task, struct tm *tm)
{
    if (tm->tm_mon == -1)
        tm->tm_mon = 0;
    if (tm->tm_mday == 0)
        tm->tm_mday = 1;
    if (tm->tm_yday == -1)
        tm->tm_yday = 0;
    const char *what = tm->tm_mon < 0 || tm->tm_mon > 11     ? "month"
                     : tm->tm_mday < 0 || tm->tm_mday > 31   ? "day of month"
                     : tm->tm_hour < 0 || tm->tm_hour > 23   ? "hour"
                     : tm->tm_min < 0 || tm->tm_min > 59     ? "minute"
                     : tm->tm_sec < 0 || tm->tm_sec > 61     ? "seconds"
                     : tm->tm_wday < 0                       ? "day of week"
                     : tm->tm_yday < 0 || tm->tm_yday > 365  ? "day of year" : NULL;
    if (what)
        raise_error(task, &type_ValueError, "%s out of range", what);
    return what == NULL;
}

static bool tuple_or_now(struct Task *task, Value *tuple)
{
    if (*tuple == VALUE_UNBOUND)
        *tuple = time_localtime(task, VALUE_NONE);
    return *tuple != 0;
}

static Value asctime_text(struct Task *task, const struct tm *tm)
{
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char text[64];
    snprintf(text, sizeof text, "%.3s %.3s%3d %.2d:%.2d:%.2d %d", days + 3 * tm->tm_wday, months + 3 * tm->tm_mon, tm->tm_mday,
             tm->tm_hour, tm->tm_min, tm->tm_sec, 1900 + tm->tm_year);
    return str_from_c(task, text);
}

static RT Value time_asctime(TASK, Value tuple)
{
    struct tm tm;
    return tuple_or_now(task, &tuple) && to_tm(task, tuple, &tm, NULL, 0) && check_tm(task, &tm) ? asctime_text(task, &tm) : 0;
}

static RT Value time_ctime(TASK, Value seconds)
{
    Value tuple = time_localtime(task, seconds);
    return tuple ? time_asctime(task, tuple) : 0;
}

static RT Value time_strftime(TASK, Value format, Value tuple)
{
    struct tm tm;
    char zone[64] = "";
    int64_t length;
    const char *text = value_is_str(format) ? str_utf8_lossy(task, format, &length) : NULL;
    if (text == NULL)
        return raise_error(task, &type_TypeError, "strftime() argument 1 must be str, not %T", format);
    if (!tuple_or_now(task, &tuple) || !to_tm(task, tuple, &tm, zone, sizeof zone) || !check_tm(task, &tm))
        return 0;
    if (length == 0)
        return STR_EMPTY;
    for (size_t size = 256; size <= 256 * (size_t)(length + 1); size *= 2) {
        char *room = gc_alloc(task, size, LAYOUT_FREE);
        if (room == NULL)
            return 0;
        size_t n = strftime(room, size, text, &tm);
        if (n > 0)
            return str_from_utf8(task, room, (int64_t)n);
    }
    return STR_EMPTY;
}

static RT Value time_strptime(TASK, Value args)
{
    Value module = import_module_c(task, "_strptime"), name = module ? str_intern_c(task, "_strptime_time") : 0;
    Value function = name ? object_get_attr(task, module, name) : 0;
    return function ? call_spread(task, function, args, VALUE_UNBOUND) : 0;
}

/* ---- time zone, clock information, the module ---- */

static Slot time_module ROOT;

static bool add_zone(struct Task *task, Value module)
{
    tzset();
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    Value names[2] = {str_from_c(task, tzname[0]), str_from_c(task, tzname[1])}, pair = names[0] && names[1] ? tuple_from(task, names, 2) : 0;
    return pair && module_set_c(task, module, "tzname", pair) &&
           module_set_c(task, module, "timezone", int_from_i64(task, timezone)) &&
           module_set_c(task, module, "altzone", int_from_i64(task, daylight ? timezone - 3600 : timezone)) &&
           module_set_c(task, module, "daylight", int_from_i64(task, daylight));
}

static RT Value time_tzset(TASK) { return add_zone(task, slot_load(&time_module)) ? VALUE_NONE : 0; }

static RT Value time_get_clock_info(TASK, Value name)
{
    static const struct { const char *name, *text; bool monotonic, adjustable; int clock; } clocks[] = {
        {"time", "clock_gettime(CLOCK_REALTIME)", false, true, CLOCK_REALTIME},
        {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false, CLOCK_MONOTONIC},
        {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false, CLOCK_MONOTONIC},
        {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false, CLOCK_PROCESS_CPUTIME_ID},
        {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false, CLOCK_THREAD_CPUTIME_ID}};
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (!value_is_str(name) || !str_is(name, clocks[i].name))
            continue;
        Value dict = dict_new(task), resolution = time_clock_getres(task, value_from_small_int(clocks[i].clock));
        Value text = str_from_c(task, clocks[i].text);
        if (!dict || !resolution || !text ||
            !dict_set(task, dict, str_intern_c(task, "implementation"), text) ||
            !dict_set(task, dict, str_intern_c(task, "monotonic"), value_from_bool(clocks[i].monotonic)) ||
            !dict_set(task, dict, str_intern_c(task, "adjustable"), value_from_bool(clocks[i].adjustable)) ||
            !dict_set(task, dict, str_intern_c(task, "resolution"), resolution))
            return 0;
        return call_spread(task, value_from_object(&type_simple_namespace), tuple_new(task, 0), dict);
    }
    return raise_error(task, &type_ValueError, "unknown clock");
}

METHOD_TABLE_BEGIN(time)
#include "runtime/modules/time.def"
METHOD_TABLE_END

static RT bool time_init(TASK, Value module)
{
    static const struct { const char *name; int value; } constants[] = {
        {"CLOCK_REALTIME", CLOCK_REALTIME}, {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
        {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW}, {"CLOCK_BOOTTIME", CLOCK_BOOTTIME}, {"CLOCK_TAI", CLOCK_TAI},
        {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID}, {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
        {"_STRUCT_TM_ITEMS", 11}};
    gc_store(&time_module, module);
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!module_set_c(task, module, constants[i].name, value_from_small_int(constants[i].value)))
            return false;
    return struct_ready(task, &type_struct_time, 9, module) && add_zone(task, module);
}

const NativeModule module_time = {"time", "Clocks, sleeping, and times as tuples and text.", time_methods, time_init};

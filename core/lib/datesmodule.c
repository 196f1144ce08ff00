/* _dates: what dates, times and their differences are asked for again and again. The classes are written in Python (datetime.py), with a
 * slot for each part: what is done here has checked arguments of exactly these classes' layouts, and reads the slots by their places. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/type.h"

/* The slots of each class in the order of their names; datetime has date's before its own. */
enum { DAY, MONTH, YEAR, DATE_SLOTS };
enum { FOLD, HOUR, MICROSECOND, MINUTE, SECOND, ZONE, TIME_SLOTS };
enum { DAYS, MICROSECONDS, SECONDS };
enum { LAST_DAY = 3652059, MOST_DAYS = 999999999 };
#define MICROS_A_DAY INT64_C(86400000000)

typedef struct Moment {
    int64_t day, micro; /* since the end of year 0; of the day, or beyond it */
} Moment;

HS_INLINE Own *slot(TypeObj *type, Obj *o, int which) { return (Own *)(void *)((char *)o + type->ht_members[which].offset); }

static int64_t part(TypeObj *type, Obj *o, int which) {
    Own value = *slot(type, o, which);
    return value && is_int(borrow(value)) && int_is_compact(borrow(value)) ? int_compact(borrow(value)) : 0;
}

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Years that begin in March have the leap day at their end. */
static int64_t day_number(int64_t year, int64_t month, int64_t day) {
    bool before = month < 3;
    year -= before;
    return year * 365 + floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400) + (153 * (before ? month + 9 : month - 3) + 2) / 5 + day - 306;
}

static void day_parts(int64_t number, int64_t *parts) {
    int64_t era = floor_divide(number + 305, 146097), day = number + 305 - era * 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= 365 * year + year / 4 - year / 100;
    int64_t month = (5 * day + 2) / 153;
    parts[DAY] = day - (153 * month + 2) / 5 + 1;
    parts[MONTH] = month > 9 ? month - 9 : month + 3;
    parts[YEAR] = era * 400 + year + (month > 9);
}

/* Is it date with an instance (DATE_SLOTS), datetime (TIME_SLOTS) or timedelta? */
static bool is_of(Obj *type, Obj *o) {
    TypeObj *cls = (TypeObj *)type;
    return is_type(type) && type_is_subtype(o->type, cls) &&
           (cls->slot_count == DATE_SLOTS || (cls->slot_count == TIME_SLOTS && cls->base_type->slot_count == DATE_SLOTS));
}

static TypeObj *date_of(TypeObj *cls) { return cls->slot_count == TIME_SLOTS ? cls->base_type : cls; }

static Moment moment_of(TypeObj *cls, Obj *o) {
    TypeObj *date = date_of(cls);
    Moment moment = { day_number(part(date, o, YEAR), part(date, o, MONTH), part(date, o, DAY)), 0 };
    if (cls != date) moment.micro = ((part(cls, o, HOUR) * 60 + part(cls, o, MINUTE)) * 60 + part(cls, o, SECOND)) * 1000000 + part(cls, o, MICROSECOND);
    return moment;
}

static Moment delta_of(TypeObj *cls, Obj *o) { return (Moment){ part(cls, o, DAYS), part(cls, o, SECONDS) * 1000000 + part(cls, o, MICROSECONDS) }; }

static void carry(Moment *moment) {
    int64_t days = floor_divide(moment->micro, MICROS_A_DAY);
    moment->day += days;
    moment->micro -= days * MICROS_A_DAY;
}

static Own filled(Runtime *rt, Own made, TypeObj *type, const int64_t *parts, int count) {
    for (int i = 0; made && i < count; i++) {
        Own number = int_from_i64(rt, parts[i]);
        if (number) *slot(type, borrow(made), i) = number;
        else own_clear(rt, &made);
    }
    return made;
}

static Own new_of(Runtime *rt, TypeObj *type) { return T(rt, OBJECT)->slots.tp_new(rt, type, rt->empty_tuple, NULL); }

static Own new_delta(Runtime *rt, TypeObj *type, Moment sum) {
    carry(&sum);
    if (sum.day < -MOST_DAYS || sum.day > MOST_DAYS) return raise_format(rt, EXC(rt, OverflowError), "days=%d; must have magnitude <= 999999999", (int)sum.day);
    return filled(rt, new_of(rt, type), type, (const int64_t[]){ sum.day, sum.micro % 1000000, sum.micro / 1000000 }, 3);
}

#define FUNCTION(name) static Own dates_##name(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

static Own refuse(Runtime *rt) { return raise_format(rt, EXC(rt, TypeError), "dates are needed"); }

/* moved(cls, timedelta, start, delta, onward): a date, a datetime with its zone, or the sum of two timedeltas */
FUNCTION(moved) {
    if (!is_of(args[0], args[2]) || !is_of(args[1], args[3])) return refuse(rt);
    TypeObj *cls = (TypeObj *)args[0], *date = date_of(cls);
    bool sum = args[0] == args[1];
    Moment delta = delta_of((TypeObj *)args[1], args[3]), moment = sum ? delta_of(cls, args[2]) : moment_of(cls, args[2]);
    int64_t parts[DATE_SLOTS], sign = args[4] == rt->true_ ? 1 : -1, seconds;
    moment.day += sign * delta.day;
    if (sum || cls != date) moment.micro += sign * delta.micro;
    if (sum) return new_delta(rt, cls, moment);
    carry(&moment);
    if (moment.day < 1 || moment.day > LAST_DAY) return raise_format(rt, EXC(rt, OverflowError), "date value out of range");
    day_parts(moment.day, parts);
    Own made = filled(rt, new_of(rt, cls), date, parts, DATE_SLOTS);
    if (cls == date || !made) return made;
    seconds = moment.micro / 1000000;
    Own zone = *slot(cls, args[2], ZONE);
    *slot(cls, borrow(made), ZONE) = keep(zone ? borrow(zone) : rt->none);
    return filled(rt, made, cls, (const int64_t[]){ 0, seconds / 3600, moment.micro % 1000000, seconds / 60 % 60, seconds % 60 }, ZONE);
}

/* difference(cls, timedelta, a, b): of two with one zone; without a class for it -1, 0 or 1 */
FUNCTION(difference) {
    if (!is_of(args[0], args[2]) || !is_of(args[0], args[3])) return refuse(rt);
    Moment a = moment_of((TypeObj *)args[0], args[2]), b = moment_of((TypeObj *)args[0], args[3]);
    a.day -= b.day;
    a.micro -= b.micro;
    if (is_type(args[1]) && ((TypeObj *)args[1])->slot_count == 3) return new_delta(rt, (TypeObj *)args[1], a);
    int64_t difference = a.day ? a.day : a.micro;
    return int_from_i64(rt, (difference > 0) - (difference < 0));
}

/* ordinal(year, month, day): days since the end of year 0 */
FUNCTION(ordinal) {
    int64_t parts[3];
    for (int i = 0; i < 3; i++) {
        if (number_as_ssize(rt, args[i], EXC(rt, OverflowError), &parts[i]) < 0) return NULL;
    }
    return int_from_i64(rt, day_number(parts[0], parts[1], parts[2]));
}

static const MethodDef functions[] = {
    {"moved", dates_moved, METH_FASTCALL, 5, 5, NULL}, {"difference", dates_difference, METH_FASTCALL, 4, 4, NULL},
    {"ordinal", dates_ordinal, METH_FASTCALL, 3, 3, NULL},
    METHOD_END,
};

Own dates_module_init(Runtime *rt) { return module_make(rt, "_dates", functions, NULL, 0); }

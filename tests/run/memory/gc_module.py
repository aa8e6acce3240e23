# The gc module's functions that do not depend on how objects are collected.
import gc

events = []


def watch(phase, info):
    events.append((phase, info["generation"], sorted(info)))


gc.callbacks.append(watch)
gc.collect()
gc.collect(0)
gc.collect(generation=1)
gc.callbacks.remove(watch)
gc.collect()
print(events)
for bad in (3, -1, "x", 1.5):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
gc.set_threshold(500, 5, 7)
print(gc.get_threshold())
gc.set_threshold(300)
print(gc.get_threshold())
for bad in ((), (1, 2, 3, 4), ("x",)):
    try:
        gc.set_threshold(*bad)
    except TypeError as e:
        print("TypeError")
gc.set_debug(0)
print(gc.get_debug(), gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.garbage, gc.get_freeze_count(), len(gc.get_count()))
stats = gc.get_stats()
print([sorted(s) for s in stats], stats[0]["collections"] >= 1)
print(gc.is_tracked(5), gc.is_tracked([]), gc.is_tracked(None))

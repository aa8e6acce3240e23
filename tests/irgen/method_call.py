# Calls of methods, attributes, items, globals and loops leave no call of an inlined entry.
# expect: section "pyllc_caches"
# expect: @method_call(
def use(box, items):
    total = 0
    for item in items:
        total += box.get(item)
        box.total = total
        items[0] = box.total
    return len(items) if total < 5 else not total

"""Containers given what they must refuse, and changed while they are walked."""


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


class NoHash:
    def __hash__(self):
        raise LookupError(["no hash"])


items, table, members = list(range(10)), {k: [k] for k in range(10)}, {1, 2, 3}
for key in [], {}, set(), NoHash(), (1, [2]):
    show(lambda: table[key])
    show(lambda: table.get(key))
    show(lambda: table.setdefault(key, 1))
    show(lambda: table.pop(key, None))
    show(lambda: table.__setitem__(key, 1))
    show(lambda: key in table)
    show(lambda: {key})
    show(lambda: members.add(key))
    show(lambda: {key: 1})
for step in 0, "x", 1.5:
    show(lambda: items[::step])
    show(lambda: (1, 2)[::step])
    show(lambda: "abc"[::step])
    show(lambda: items.__setitem__(slice(None, None, step), []))
    show(lambda: items.__delitem__(slice(None, None, step)))
show(lambda: items.__setitem__(slice(0, 4, 2), [1]))
show(lambda: items["a"])
show(lambda: items.__setitem__("a", 1))
show(lambda: items.__setitem__(99, 1))
show(lambda: items.pop(99))
show(lambda: items.insert("a", 1))
show(lambda: items.extend(5))
show(lambda: [].pop())
show(lambda: dict([1]))
show(lambda: dict([(1, 2, 3)]))
show(lambda: dict([([], 2)]))
show(lambda: sorted([1, "a"]))
show(lambda: max([]))
show(lambda: sum(["a"]))
print(items)


def walk_dict():
    for k in table:
        table[k + 1000] = 1


def walk_set():
    for k in members:
        members.add(k + 1000)


def walk_list():
    seen = []
    for x in items:
        seen.append(x)
        if len(seen) < 5:
            items.insert(0, -x)
        elif items:
            items.pop()
    return seen


show(walk_dict)
show(walk_set)
show(walk_list)


def failing(n):
    yield from range(n)
    raise LookupError([n])


for build in list, tuple, set, sum, sorted, dict.fromkeys, lambda g: [*g], lambda g: {*g}, lambda g: items.extend(g), "".join:
    show(lambda: build(failing(3)))
grown = []
for k in range(2_000):
    grown.append([k])
    if k % 3 == 0:
        grown.insert(k // 2, (k, [k]))
    if k % 7 == 0:
        del grown[k // 3:k // 3 + 2]
print(len(grown), sum(x[0] for x in grown))

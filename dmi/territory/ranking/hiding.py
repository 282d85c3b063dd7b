"""What is shown of small counts: none below the least, and enough left out that none comes back.

A table is public as a whole: who reads a total, the rows that are shown and their shares can
subtract. So a row that is left out never stands alone behind a difference.
"""

from collections.abc import Sequence


def left_out(counts: Sequence[int], least: int) -> frozenset[int]:
    """Return the positions whose counts are not shown.

    Those below ``least``, and if there are any, the smallest of the others with them: what is left
    of a total then belongs to two rows at least, and never to rows of one each. Where it is the
    least that such rows can hold, the next smallest stays with them too.

    Args:
        counts: of rows whose total is known; zero is no secret.
        least: the smallest count that is shown.
    """
    small = {place for place, count in enumerate(counts) if 0 < count < least}
    others = [(count, place) for place, count in enumerate(counts) if count >= least]
    if not small:
        return frozenset()
    ones, beside = len(small), sorted(others)
    size = 1
    while size < len(beside):
        left = sum(counts[place] for place in small) + sum(one for one, _ in beside[:size])
        if left > ones + least * size:
            break
        size += 1
    return frozenset(small | {place for _, place in beside[:size]})


def is_shown(part: int, whole: int, least: int) -> bool:
    """Tell whether a part may stand beside its whole: neither it nor the rest is small.

    What is not shown has one mark, whichever of the two is small.
    """
    return all(count == 0 or count >= least for count in (part, whole - part))


def shown_steps(reached: Sequence[int], whole: int, least: int) -> tuple[bool, ...]:
    """Tell which of several nested parts may be shown together.

    Args:
        reached: how much each part holds, each within the next.
        whole: how much there is.
        least: the smallest count that is shown.
    """
    shown, before = [], 0
    for count in reached:
        fine = is_shown(count, whole, least) and is_shown(count - before, count, least)
        shown.append(fine)
        before = count if fine else before
    return tuple(shown)

"""Every break: each undoes one thing that somebody's liberty or privacy rests on."""

from quality import broken_sight, broken_steps

BREAKS = (*broken_sight.BREAKS, *broken_steps.BREAKS)

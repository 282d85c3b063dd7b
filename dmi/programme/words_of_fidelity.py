"""The twenty items of the yearly self-check, and what the records themselves can say to some."""

from dmi.kernel.words import N_

ITEMS: tuple[str, ...] = (
    N_("The police stand behind the programme in writing, and the paper is in force"),
    N_("The prosecution stands behind it in writing, and the paper is in force"),
    N_("The municipality stands behind it in writing, and the paper is in force"),
    N_("Everybody in the team was trained before the market was mapped"),
    N_("Everybody who answers for a part has a deputy"),
    N_("The market was chosen on data, beside other candidates"),
    N_("Police, neighbours and supervision officers were all asked in the survey"),
    N_("Every name was looked at, and the list was narrowed down"),
    N_("The evidence about each person was certified before any letter was printed"),
    N_("The cases to be filed at once were dealt with before the meeting"),
    N_("Meetings with neighbours were held and speakers were found"),
    N_("It was measured how many neighbours know of the programme"),
    N_("People whom the invited trust were approached, each with consent"),
    N_("The letters were given by hand, with proof"),
    N_("A public defender was at the meeting"),
    N_("The community, the help and the law all spoke at the meeting"),
    N_("Services were booked in the room and the first contact came in time"),
    N_("Every reported breach was decided in time, after hearing the person"),
    N_("The market was kept for the months asked, with a review every month"),
    N_("The report on outcome, fairness and harm was written, and the team read it"),
)

RECORDED: dict[str, tuple[int, str]] = {
    "choice": (6, N_("A choice of two people that stands, with the alternatives compared")),
    "decided": (8, N_("People decided upon before their letter was printed")),
    "certified": (9, N_("People whose evidence was certified before their letter was printed")),
    "served": (14, N_("People whose letter was served with proof, of all whose delivery ended")),
    "met": (17, N_("People met in person in time after signing")),
    "heard": (18, N_("Findings signed after the person was heard or the time to answer closed")),
    "months": (19, N_("Months reviewed, of those that are over")),
    "signed": (0, N_("Steps for two people that both signed")),
}
"""By name: the item that a count stands beside (0 for none alone), and what is counted."""

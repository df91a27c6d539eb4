//! What people in a synthetic programme write: invented goals, issues, learnings and so on.
//!
//! Some texts hold what makes files hard to read: line breaks, commas, semicolons, quotation marks,
//! a first character that a spreadsheet would take for a formula.

/// Goals with their kind.
pub(super) const GOALS: [(&str, &str); 32] = [
    ("professional", "Lead the weekly team meeting on my own"),
    (
        "professional",
        "Write a funding proposal from first draft to submission",
    ),
    (
        "professional",
        "Get a project plan accepted by the director",
    ),
    ("professional", "Learn to budget for a small project"),
    (
        "professional",
        "Present our results at the regional conference",
    ),
    (
        "professional",
        "Apply for a position with more responsibility",
    ),
    ("professional", "Pass the certificate in data analysis"),
    (
        "professional",
        "Build a network of ten people outside my organisation",
    ),
    ("professional", "Hold appraisal talks with my team of four"),
    (
        "professional",
        "Set up a routine for monitoring, with three indicators",
    ),
    ("professional", "Publish an article about our work"),
    ("professional", "Improve my written English for reports"),
    ("professional", "Delegate two of my regular tasks"),
    ("professional", "Run a workshop for new colleagues"),
    (
        "professional",
        "Put our filing in order; agree rules with the team",
    ),
    (
        "professional",
        "Understand how decisions are made at head office",
    ),
    ("professional", "Negotiate a contract with a supplier"),
    (
        "professional",
        "Draw up a career plan for the next five years",
    ),
    ("professional", "Use the new case system without help"),
    (
        "professional",
        "Bring two departments to one way of reporting",
    ),
    ("personal", "Say no without feeling guilty"),
    ("personal", "Speak up in meetings with senior staff"),
    ("personal", "Find a better balance between work and family"),
    ("personal", "Be less nervous when I present"),
    ("personal", "Ask for feedback once a month, and use it"),
    ("personal", "Plan my week and keep to the plan"),
    ("personal", "Handle conflict in the team calmly"),
    ("personal", "Be more patient when things change"),
    (
        "personal",
        "Read one book on leadership and try out two ideas",
    ),
    (
        "personal",
        "Stop answering e-mail after seven in the evening",
    ),
    ("personal", "Know my strengths, and be able to name them"),
    ("personal", "Decide whether to return to my studies"),
];

/// Issues, each with a possible solution.
pub(super) const ISSUES: [(&str, &str); 20] = [
    (
        "Too little time beside the day job",
        "Block two hours every Friday",
    ),
    (
        "Manager does not answer proposals",
        "Ask for a fixed slot of ten minutes a week",
    ),
    (
        "Unsure about the next step",
        "Draw all options on one page, then choose",
    ),
    (
        "Conflict with a colleague about tasks",
        "Write down who does what, agree in the team",
    ),
    (
        "Fear of speaking in front of many people",
        "Practise with the mentor first, then a small group",
    ),
    (
        "Data are incomplete,\nthe report is due",
        "Report what is there; say what is missing",
    ),
    (
        "Team is short of two people",
        "Postpone one task, tell the director why",
    ),
    (
        "Goal was too large",
        "Cut it into three, start with the smallest",
    ),
    (
        "Travel made meetings hard",
        "Meet by video until the end of the month",
    ),
    ("No feedback from the client", "Call, do not write"),
    (
        "Feels left out of decisions",
        "Ask to sit in on the planning meeting",
    ),
    (
        "New system is hard to learn",
        "Ask \"who knows it best?\" and sit beside them",
    ),
    (
        "Budget was cut; the plan no longer fits",
        "Rank activities by effect; drop the last two",
    ),
    ("Workload before the audit", "Move two deadlines"),
    (
        "Language of the forms",
        "Collect unclear words, go through them together",
    ),
    (
        "Lost motivation after the rejection",
        "Ask the jury for its reasons, apply again",
    ),
    (
        "Roles of mentor and line manager overlap",
        "Three-way talk of half an hour",
    ),
    (
        "Too many small requests",
        "Answer them twice a day, not at once",
    ),
    ("Childcare in the holidays", "Meet early in the morning"),
    ("Notes get lost", "One shared document; date on top"),
];

/// What was learnt.
pub(super) const LEARNINGS: [&str; 18] = [
    "Preparing one question beforehand is enough",
    "Small steps, often",
    "To listen first",
    "A no can be friendly",
    "How the budget year works",
    "That others have the same problem",
    "Plans change, goals need not",
    "Feedback is easier to take when asked for",
    "To write the summary first",
    "What I am good at:\n- explaining\n- staying calm",
    "Numbers convince the board, stories convince the team",
    "Ask early, not when it burns",
    "The mentor's own mistakes were the best lesson",
    "\"Done\" is better than \"perfect\"",
    "Whom to ask in finance",
    "Silence is fine; wait",
    "Delegating means explaining why",
    "- to plan backwards from the date",
];

/// What is to be done before the next meeting.
pub(super) const ACTIONS: [&str; 24] = [
    "Draft the outline and send it two days before",
    "Talk to the line manager about hours",
    "Read the two chapters",
    "Shadow a colleague for a morning",
    "List ten contacts; write to three",
    "Practise the talk, record it",
    "Fill in the skills matrix",
    "Ask finance for last year's figures",
    "Update the CV",
    "Write down three situations that went well",
    "Set up a meeting with the project team",
    "Finish the online module",
    "Collect feedback from two colleagues",
    "Try out the new agenda",
    "Compare two offers",
    "Make a plan for the quarter",
    "Visit the partner organisation",
    "Call the training office",
    "Prepare questions for the director",
    "Observe a negotiation, take notes",
    "Rewrite the first page",
    "- send the draft\n- book the room",
    "Try saying no once",
    "Clear the inbox, keep it clear for a week",
];

/// Ideas for partnership of the two organisations.
pub(super) const PARTNERSHIP_IDEAS: [&str; 10] = [
    "Joint training day for new staff",
    "Exchange of two employees for a month",
    "Common bid for the regional fund",
    "Shared library of templates",
    "Student placements at both organisations",
    "Joint newsletter, twice a year",
    "Peer review of monitoring systems",
    "Shared use of the training room",
    "Summer school for young professionals",
    "Mentoring circle across both organisations",
];

/// Support that a partnership needs.
pub(super) const SUPPORT_NEEDED: [&str; 6] = [
    "A letter from both directors",
    "Travel budget for two visits",
    "Half a day a month of staff time",
    "Advice on the legal form",
    "A contact in the other finance team",
    "Seed money",
];

/// What prevents a partnership.
pub(super) const BARRIERS: [&str; 6] = [
    "Fields of work are too different",
    "No budget this year",
    "Directors have not met",
    "Distance",
    "Competition for the same funds",
    "Reorganisation under way",
];

/// What mentees want to accomplish.
pub(super) const NEEDS: [&str; 8] = [
    "Orientation in a new role",
    "Confidence in dealing with senior staff",
    "Support in planning my career",
    "Skills in leading a team",
    "Somebody outside to think with",
    "Better planning, less rushing",
    "Knowledge of how funding works",
    "Help to set goals and work at them",
];

/// Interests and main skills.
pub(super) const INTERESTS: [&str; 8] = [
    "Project planning, facilitation",
    "Teaching; drawing",
    "Statistics, spreadsheets",
    "Writing and editing",
    "Community work, languages",
    "Finance, contracts",
    "Public speaking, choir",
    "Research, field work",
];

/// Issues at work when the mentoring begins.
pub(super) const WORK_ISSUES: [&str; 8] = [
    "Unclear responsibilities",
    "High workload",
    "Reorganisation",
    "Little contact with head office",
    "New manager",
    "Short contracts",
    "Isolation in a small team",
    "Many tasks, few of them mine",
];

/// What is expected of the mentoring.
pub(super) const TARGETS: [&str; 8] = [
    "Regular honest feedback",
    "A clear plan by the end",
    "New contacts",
    "Practical tips from experience",
    "Support in difficult moments",
    "To try things out safely",
    "To learn from mistakes of others",
    "A wider view",
];

/// Why goals were not achieved.
pub(super) const REASONS_NOT_ACHIEVED: [&str; 8] = [
    "Not enough time",
    "Priorities at work changed",
    "The goal was too ambitious",
    "Money was not there",
    "We met too rarely",
    "Depends on others who did not decide",
    "Illness in the family",
    "Started too late, still working on it",
];

/// Benefits that a mentor can tick.
pub(super) const MENTOR_BENEFITS: [&str; 8] = [
    "Contribute",
    "Practise a coaching style",
    "Extend the network",
    "New perspectives",
    "Recognition and respect",
    "Awareness of own skills",
    "Grow people",
    "Reflect on own practice",
];

/// Benefits that a mentee can tick.
pub(super) const MENTEE_BENEFITS: [&str; 8] = [
    "New skills and expertise",
    "Confidence with problems",
    "Another point of view",
    "Impartial views",
    "Network",
    "Help to set and work at goals",
    "Awareness within the organisation",
    "Support in change",
];

/// Kinds of mentoring, with how many of a hundred pairs have each.
pub(super) const MENTORING_TYPES: [(u32, &str); 5] = [
    (35, "career coaching"),
    (30, "skills coaching"),
    (15, "job orientation"),
    (15, "professional development"),
    (5, "technical advice"),
];

/// Reasons for closing early, as likely as their weights say.
pub(super) const EARLY_REASONS: [(u32, &str); 8] = [
    (22, "time"),
    (16, "lost contact"),
    (14, "changed job"),
    (12, "mentor moved"),
    (12, "mentee moved"),
    (10, "lost interest"),
    (8, "incompatible"),
    (6, "other"),
];

/// The reason for closing as planned.
pub(super) const PLANNED_REASON: &str = "completed as planned";

/// The reason of the office for closing a pair that told nobody.
pub(super) const NOTICED_REASON: &str = "lost contact";

/// Coordinators who call pairs that fell silent.
pub(super) const COORDINATORS: [&str; 3] = ["Ines Vallorby", "Tom Achterkamp", "Priya Sandelowe"];

/// What comes of a call that reaches somebody, with what is noted, as likely as the weights say.
pub(super) const REACHED: [(u32, (&str, &str)); 6] = [
    (
        34,
        ("reached", "Busy weeks, a new date is being looked for"),
    ),
    (
        20,
        ("reached both", "They have met without writing it down"),
    ),
    (18, ("meeting arranged", "Next meeting agreed on the phone")),
    (12, ("reached", "Asked for time until work is quieter")),
    (10, ("e-mail answered", "Everything is fine, they say")),
    (6, ("reached", "Thinks about ending it")),
];

/// What comes of a call that reaches nobody.
pub(super) const NOT_REACHED: [&str; 3] = ["no answer", "voicemail", "left message"];

/// Reasons that say neither planned nor early.
pub(super) const UNCLEAR_REASONS: [&str; 2] = ["archived", "see case notes"];

/// How a pair meets, as likely as the weights say.
pub(super) const MODES: [(u32, &str); 3] = [(50, "in person"), (38, "video call"), (12, "phone")];

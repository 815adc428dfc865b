// The positions of our own words: of those in the view, which `word` in crates/content/src/prose.rs names, as help says
// them, and of those in a help pack, which `word` in crates/content/src/help.rs does.
export const [HELP, LOADING, FAILED, RETRY, CLOSE, BACK, SEARCH, PROGRESS, ALL_DONE, TASK_DONE, OPTIONAL] = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
export const [LOCKED, DUE, OVERDUE, NEWS, ALL_NEWS, NEW, NO_NEWS, GUIDES, STARTED] = [12, 13, 14, 16, 17, 18, 19, 20, 21];

export const [FOR_PAGE, TOPICS, RELATED, FOUND, FOUND_ONE, NOTHING, NOTHING_HINT, EMPTY, GONE, UPDATED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
export const [HELPFUL, YES, NO, THANKS, ASK, STUCK, QUESTION, TOPIC, ALONG, ON_PAGE, SEARCHED, READ, REMOVE] = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
export const [EMAIL, EMAIL_WRONG, MASKED, SENT, WAITS, ANOTHER, SEND, CHOOSE, WRITE, WHY, RECENT, FREQUENT] = [23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34];
export const [CONTENTS, COPY, COPIED, IN_TAB] = [35, 36, 37, 38];

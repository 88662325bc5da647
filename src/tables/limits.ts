/** The longest table that is read, in characters; ten thousand rows of a hundred. */
export const MOST_CHARACTERS = 1024 * 1024;

/** The most rows of a table; measurements of models come by the dozen. */
export const MOST_ROWS = 10_000;

/** The most columns of a table. */
export const MOST_COLUMNS = 200;

/** The longest record of a CSV file, in bytes: a quote that is never closed swallows what follows. */
export const LONGEST_RECORD = 64 * 1024;

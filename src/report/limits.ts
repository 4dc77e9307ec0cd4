/** A comment's body holds 65,536 characters (GitHub answers 422 above); we stop earlier, since its count of characters is not ours. */
export const COMMENT_CHARACTERS = 60_000;
/** A job summary holds 1 MiB a step (docs.github.com, workflow commands). */
export const SUMMARY_BYTES = 1024 * 1024;
/** Rows of the visible table. */
export const VISIBLE_ROWS = 10;
/** Fixes that are shown. */
export const VISIBLE_FIXES = 3;

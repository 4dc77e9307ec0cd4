/** A comment holds 65,536 characters and GitHub answers 422 above; we stop earlier, since the marker comes on top. */
export const COMMENT_CHARACTERS = 60_000;
/**
 * A job summary holds 1 MiB a step, https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * (step isolation and limits); we stop earlier, since other steps of the job may add to it.
 */
export const SUMMARY_BYTES = 900 * 1024;
/** Of a step, for errors and for warnings alike, https://docs.github.com/rest/checks/runs; what is more is not shown. */
export const ANNOTATIONS_OF_A_LEVEL = 10;
/** Rows of the table. */
export const VISIBLE_ROWS = 10;
/** Fixes that are shown. */
export const VISIBLE_FIXES = 3;
/** Lines that a reader sees before clicking. */
export const VISIBLE_LINES = 25;

/** What the text of the page is called in its problems. */
export const TEXT_FILE = "config.yaml";

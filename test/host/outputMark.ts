/**
 * VS Code and the extension host write into one console. What the extension host prints while tests run begins with this
 * invisible separator, so that the launcher can show that and leave VS Code's own chatter to the log file.
 */
export const OUTPUT_MARK = '\u2063';

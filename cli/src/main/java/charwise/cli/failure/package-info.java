/**
 * What is said when something went wrong: how anything thrown ends a run, and which word a misspelt
 * one was probably meant to be. Uses {@code charwise.cli.console} and the engine's exceptions.
 */
@NullMarked
package charwise.cli.failure;

import org.jspecify.annotations.NullMarked;

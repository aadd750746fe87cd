namespace Platen.Desktop.CommandLine;

/// <summary>Ends the program with a message that says what is wrong and how to mend it. No token is ever part of it.</summary>
internal sealed class DesktopException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The exit code.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>Nobody is logged in.</summary>
    public static DesktopException NotLoggedIn(string why) => new(ExitCode.NotLoggedIn, why + " Run 'platen login'.");
}

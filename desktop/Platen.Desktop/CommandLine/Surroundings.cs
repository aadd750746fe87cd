using Platen.Desktop.Deployment;
using Platen.Desktop.Login;
using Platen.Desktop.Sessions;

namespace Platen.Desktop.CommandLine;

/// <summary>What commands need of the machine.</summary>
internal sealed record Surroundings(DesktopPaths Paths, IBrowser Browser, TimeProvider Time, TextWriter Output, TextWriter Errors)
{
    /// <summary>What is typed, or piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Whether a person sits at a terminal.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Deployment, login and server, for one command.</summary>
    /// <param name="server">The address from the command line; null: none.</param>
    public DesktopSession Begin(string? server = null) => new(Paths, server, Time);
}

namespace Platen.Desktop.CommandLine;

/// <summary>How the program ends; scripts rely on the numbers, which only grow.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>It failed, by none of the reasons below.</summary>
    Failed = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>Nobody is logged in, or the login has ended.</summary>
    NotLoggedIn = 3,

    /// <summary>The server or the printer said no.</summary>
    Refused = 4,

    /// <summary>The server cannot be reached, or is not the one that the certificate must name.</summary>
    Unreachable = 5,

    /// <summary>The deployment file is wrong, or others may change it.</summary>
    Deployment = 6,

    /// <summary>Ended by the user.</summary>
    Canceled = 130,
}

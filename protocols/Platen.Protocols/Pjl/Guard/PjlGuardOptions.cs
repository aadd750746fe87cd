namespace Platen.Protocols.Pjl.Guard;

/// <summary>What a <see cref="PjlGuard"/> does, and its bounds.</summary>
public sealed record PjlGuardOptions
{
    /// <summary>The guard as it is unless a queue says otherwise: it removes, display texts too.</summary>
    public static readonly PjlGuardOptions Default = new();

    /// <summary>Commands that change the device are left out; else they are passed on and only reported.</summary>
    public bool RemovesCommands { get; init; } = true;

    /// <summary>RDYMSG, OPMSG and STMSG, which write on the device's display (and stop it until somebody presses a key), count as harmless.</summary>
    public bool AllowsDisplayTexts { get; init; }

    /// <summary>Octets of one command line; a longer one cannot be judged and counts as one that changes the device. Drivers write up to about 2 KB.</summary>
    public int LineBytesMax { get; init; } = 16 * 1024;
}

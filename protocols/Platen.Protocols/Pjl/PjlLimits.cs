namespace Platen.Protocols.Pjl;

/// <summary>Bounds on PJL that comes from outside: at the start of jobs, and from devices.</summary>
public sealed record PjlLimits
{
    /// <summary>The bounds as they are unless configured.</summary>
    public static readonly PjlLimits Default = new();

    /// <summary>Octets of all PJL before the document.</summary>
    public int HeaderBytesMax { get; init; } = 64 * 1024;

    /// <summary>Octets of one line, its line feed included.</summary>
    public int LineBytesMax { get; init; } = 8 * 1024;

    /// <summary>Commands before the document.</summary>
    public int CommandsMax { get; init; } = 512;

    /// <summary>Octets of one reply of a device, its form feed included.</summary>
    public int ReplyBytesMax { get; init; } = 64 * 1024;
}

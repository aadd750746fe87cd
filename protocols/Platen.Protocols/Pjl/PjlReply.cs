using System.Collections.Immutable;

namespace Platen.Protocols.Pjl;

/// <summary>One reply that a device sent over the back channel. All of it is a claim of the device.</summary>
public sealed record PjlReply
{
    /// <summary>What it tells.</summary>
    public required PjlReplyKind Kind { get; init; }

    /// <summary>Its first line after <c>@PJL</c>, such as <c>USTATUS PAGE</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>All lines after the first.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>NAME of the job, or null.</summary>
    public string? JobName { get; init; }

    /// <summary>Pages, as <see cref="Kind"/> says, or null.</summary>
    public int? Pages { get; init; }

    /// <summary>Status code, or null; see <see cref="PjlStatusCode"/>.</summary>
    public int? Code { get; init; }

    /// <summary>What the device's display shows, or null.</summary>
    public string? Display { get; init; }

    /// <summary>Whether the device is online, or null when it does not say.</summary>
    public bool? IsOnline { get; init; }
}

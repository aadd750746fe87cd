using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>Somebody registered an ID card at a panel while the site was cut off (AU08, MS05).</summary>
public sealed record CardWanted : FactBody
{
    /// <summary>Bytes of a card's index.</summary>
    public const int IndexBytes = 32;

    /// <summary>Longest label, in characters.</summary>
    public const int LabelMax = 8;

    /// <summary>At which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Who was logged in.</summary>
    public required UserId User { get; init; }

    /// <summary>The card's keyed index (<see cref="CredentialIndex.OfCard"/>).</summary>
    public required ImmutableArray<byte> Index { get; init; }

    /// <summary>For people to tell cards apart.</summary>
    public string Label { get; init; } = "";
}

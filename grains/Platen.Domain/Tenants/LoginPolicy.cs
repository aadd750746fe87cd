using System.Collections.Immutable;
using Platen.Domain.Cards;
using Platen.Domain.Users;

namespace Platen.Domain.Tenants;

/// <summary>How people log in at a tenant's devices.</summary>
public sealed record LoginPolicy
{
    /// <summary>Most reader formats of a tenant.</summary>
    public const int ReaderFormatsMax = 32;

    /// <summary>What everybody needs after the card (AU04); unspecified: nothing, except where a device demands it or a user has chosen it.</summary>
    public SecondPhase SecondPhase { get; init; }

    /// <summary>Cards of which a reader reads the serial number only, which anybody can copy, need a PIN too.</summary>
    public bool UidCardsNeedPin { get; init; }

    /// <summary>How the tenant's card readers send numbers, by name.</summary>
    public ImmutableArray<ReaderFormat> ReaderFormats { get; init; } = [];

    /// <summary>The format of devices that name none; empty: numbers are taken as they are sent.</summary>
    public string DeviceFormat { get; init; } = "";

    /// <summary>The format of the reader at the desk, where cards are added on the web; empty: numbers are taken as they are sent.</summary>
    public string DeskFormat { get; init; } = "";

    /// <summary>The phone's browser can log in at a panel by the code that the panel shows (AU27).</summary>
    public bool QrLogin { get; init; } = true;

    /// <summary>Of whom a second factor is demanded at console, portal and REST (ASVS 6.3.3).</summary>
    public FactorDemand SecondFactor { get; init; }

    /// <summary>How long a password that somebody else has set is good to choose an own one (ASVS 6.4.1).</summary>
    public TimeSpan InitialPasswordLife { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How guessing over many devices is noticed.</summary>
    public FleetPolicy Fleet { get; init; } = new();

    /// <summary>The format of that name; null: none is named, or it is gone.</summary>
    public ReaderFormat? Find(string name) => name.Length == 0 ? null : ReaderFormats.FirstOrDefault(format => format.Name == name);
}

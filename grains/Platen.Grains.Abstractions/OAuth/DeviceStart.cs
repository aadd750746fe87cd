namespace Platen.Grains.Abstractions.OAuth;

/// <summary>What a device is told (RFC 8628, 3.2).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.device-start")]
public sealed record DeviceStart
{
    /// <summary>The error's code; empty: here are the codes.</summary>
    [Id(0)]
    public string Error { get; init; } = "";

    /// <summary>What is wrong.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>The device's code.</summary>
    [Id(2)]
    public string DeviceCode { get; init; } = "";

    /// <summary>What it shows to its user.</summary>
    [Id(3)]
    public string UserCode { get; init; } = "";

    /// <summary>How long they are good.</summary>
    [Id(4)]
    public TimeSpan ExpiresIn { get; init; }

    /// <summary>Seconds between two polls.</summary>
    [Id(5)]
    public int Interval { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(DeviceStart)} {{ {Error} }}";
}

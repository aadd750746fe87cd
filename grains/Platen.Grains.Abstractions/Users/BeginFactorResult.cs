namespace Platen.Grains.Abstractions.Users;

/// <summary>A second factor that is being set up.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.begin-factor-result")]
public sealed record BeginFactorResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The app's secret in base 32, shown until it is confirmed; null when refused.</summary>
    [Id(1)]
    public string? Secret { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(BeginFactorResult)} {{ {Result.Code} }}";
}

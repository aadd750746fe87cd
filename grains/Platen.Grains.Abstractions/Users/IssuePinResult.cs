namespace Platen.Grains.Abstractions.Users;

/// <summary>A PIN in clear: shown once, never again.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.issue-pin-result")]
public sealed record IssuePinResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The PIN; null unless done.</summary>
    [Id(1)]
    public string? Pin { get; init; }

    /// <summary>Without the PIN.</summary>
    public override string ToString() => $"{nameof(IssuePinResult)} {{ {Result.Code} }}";
}

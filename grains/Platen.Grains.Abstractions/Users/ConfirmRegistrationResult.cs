namespace Platen.Grains.Abstractions.Users;

/// <summary>What became of a registration.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.confirm-registration-result")]
public sealed record ConfirmRegistrationResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The name to log in with.</summary>
    [Id(1)]
    public string LoginName { get; init; } = "";

    /// <summary>The PIN in clear, shown once; null: it was mailed, or the account waits for an administrator.</summary>
    [Id(2)]
    public string? Pin { get; init; }

    /// <summary>Whether the account waits for an administrator.</summary>
    [Id(3)]
    public bool Waits { get; init; }

    /// <summary>Without the PIN.</summary>
    public override string ToString() => $"{nameof(ConfirmRegistrationResult)} {{ {Result.Code} }}";
}

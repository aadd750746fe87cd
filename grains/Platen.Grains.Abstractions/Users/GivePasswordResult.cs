namespace Platen.Grains.Abstractions.Users;

/// <summary>A password for somebody else: one that was drawn is shown once, never again.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.give-password-result")]
public sealed record GivePasswordResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The password that was drawn, in clear; null: it was given, or nothing was done.</summary>
    [Id(1)]
    public string? Password { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(GivePasswordResult)} {{ {Result.Code} }}";
}

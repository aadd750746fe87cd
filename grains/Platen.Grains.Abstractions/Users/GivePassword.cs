namespace Platen.Grains.Abstractions.Users;

/// <summary>A password for somebody else.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.give-password")]
public sealed record GivePassword
{
    /// <summary>The password in clear; null: a random one is drawn.</summary>
    [Id(0)]
    public string? Password { get; init; }

    /// <summary>It is no initial one: the user, as that of a program, need not choose another. Needs the right to edit the user, too, and is audited.</summary>
    [Id(1)]
    public bool IsLasting { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(GivePassword);
}

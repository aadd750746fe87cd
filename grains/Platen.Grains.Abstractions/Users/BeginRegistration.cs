namespace Platen.Grains.Abstractions.Users;

/// <summary>Somebody wants to register (AU01).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.begin-registration")]
public sealed record BeginRegistration
{
    /// <summary>The name for people.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The e-mail address.</summary>
    [Id(1)]
    public required string Email { get; init; }

    /// <summary>The language of the mails; empty: the company's.</summary>
    [Id(2)]
    public string Language { get; init; } = "";

    /// <summary>From which address.</summary>
    [Id(3)]
    public string Origin { get; init; } = "";

    /// <summary>Where people reach the gateway, unless the tenant says otherwise. From its configuration: never from the request, whose sender could have the link lead elsewhere.</summary>
    [Id(4)]
    public string PublicAddress { get; init; } = "";

    /// <summary>Without name and address.</summary>
    public override string ToString() => $"{nameof(BeginRegistration)} {{ from {Origin} }}";
}

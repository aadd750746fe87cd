namespace Platen.Domain.Users;

/// <summary>What a user's record has for people and for other systems (AU02); nobody logs in by it.</summary>
public sealed record UserContact
{
    /// <summary>Telephone number, or empty.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Number of the identity card or passport, or empty.</summary>
    public string IdNumber { get; init; } = "";

    /// <summary>Personal number in the company, or empty.</summary>
    public string PersonalNumber { get; init; } = "";

    /// <summary>The user's shared folder, such as <c>\\server\share\anna</c>, or empty.</summary>
    public string SharedFolder { get; init; } = "";

    /// <summary>Without the values: they are personal.</summary>
    public override string ToString() => nameof(UserContact);
}

namespace Platen.Domain.Directories;

/// <summary>Which attribute says what. Names are those of the directory's schema (RFC 4512, 2.5); an empty name leaves a value out.</summary>
public sealed record DirectoryMapping
{
    /// <summary>What never changes about an entry, also when it is renamed or moved: entryUUID (RFC 4530), objectGUID, GUID.</summary>
    public string Key { get; init; } = "";

    /// <summary>The name to log in with.</summary>
    public string LoginName { get; init; } = "";

    /// <summary>The name for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>E-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>Telephone number; empty: what is recorded here stays, as for the three below.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Number of the identity card or passport.</summary>
    public string IdNumber { get; init; } = "";

    /// <summary>Personal number in the company.</summary>
    public string PersonalNumber { get; init; } = "";

    /// <summary>The home folder, or the folder that scans go to.</summary>
    public string SharedFolder { get; init; } = "";

    /// <summary>A group's name.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>Who is in a group: distinguished names, or login names (memberUid).</summary>
    public string GroupMember { get; init; } = "";
}

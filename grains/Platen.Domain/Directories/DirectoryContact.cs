using Platen.Domain.Users;

namespace Platen.Domain.Directories;

/// <summary>What a directory says of a user's contact (AU02). Null: the mapping names no attribute for it, and what is recorded here stays.</summary>
/// <param name="Phone">Telephone number, or empty.</param>
/// <param name="IdNumber">Number of the identity card or passport, or empty.</param>
/// <param name="PersonalNumber">Personal number in the company, or empty.</param>
/// <param name="SharedFolder">The home folder, or the folder that scans go to, or empty.</param>
public sealed record DirectoryContact(string? Phone = null, string? IdNumber = null, string? PersonalNumber = null, string? SharedFolder = null)
{
    /// <summary>The contact with what the directory says.</summary>
    public UserContact Over(UserContact contact) => contact with
    {
        Phone = Phone ?? contact.Phone,
        IdNumber = IdNumber ?? contact.IdNumber,
        PersonalNumber = PersonalNumber ?? contact.PersonalNumber,
        SharedFolder = SharedFolder ?? contact.SharedFolder,
    };

    /// <summary>Without the values: they are personal.</summary>
    public override string ToString() => nameof(DirectoryContact);
}

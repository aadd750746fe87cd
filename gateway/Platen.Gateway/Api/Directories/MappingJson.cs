using Platen.Domain.Directories;

namespace Platen.Gateway.Api.Directories;

/// <summary>Names of a directory's attributes.</summary>
/// <param name="Key">What never changes about an entry.</param>
/// <param name="LoginName">The name to log in with.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="GroupName">A group's name.</param>
/// <param name="GroupMember">Who is in a group.</param>
/// <param name="Phone">Telephone number; empty: what is recorded here stays, as for the three below.</param>
/// <param name="IdNumber">Number of the identity card or passport.</param>
/// <param name="PersonalNumber">Personal number in the company.</param>
/// <param name="SharedFolder">The home folder, or the folder that scans go to.</param>
internal sealed record MappingJson(string? Key, string? LoginName, string? DisplayName, string? Email, string? GroupName, string? GroupMember, string? Phone = null, string? IdNumber = null, string? PersonalNumber = null,
    string? SharedFolder = null)
{
    public static MappingJson Of(DirectoryMapping mapping) => new(
        mapping.Key, mapping.LoginName, mapping.DisplayName, mapping.Email, mapping.GroupName, mapping.GroupMember, mapping.Phone, mapping.IdNumber, mapping.PersonalNumber, mapping.SharedFolder);

    /// <summary>What is left out is as is usual for the schema.</summary>
    public DirectoryMapping ToMapping(DirectorySchema schema)
    {
        var usual = DirectoryPresets.Mapping(schema);
        return new()
        {
            Key = Key ?? usual.Key,
            LoginName = LoginName ?? usual.LoginName,
            DisplayName = DisplayName ?? usual.DisplayName,
            Email = Email ?? usual.Email,
            Phone = Phone ?? usual.Phone,
            IdNumber = IdNumber ?? usual.IdNumber,
            PersonalNumber = PersonalNumber ?? usual.PersonalNumber,
            SharedFolder = SharedFolder ?? usual.SharedFolder,
            GroupName = GroupName ?? usual.GroupName,
            GroupMember = GroupMember ?? usual.GroupMember,
        };
    }
}

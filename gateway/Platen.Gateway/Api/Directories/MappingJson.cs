using Platen.Domain.Directories;

namespace Platen.Gateway.Api.Directories;

/// <summary>Names of a directory's attributes.</summary>
/// <param name="Key">What never changes about an entry.</param>
/// <param name="LoginName">The name to log in with.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="GroupName">A group's name.</param>
/// <param name="GroupMember">Who is in a group.</param>
internal sealed record MappingJson(string? Key, string? LoginName, string? DisplayName, string? Email, string? GroupName, string? GroupMember)
{
    public static MappingJson Of(DirectoryMapping mapping) => new(mapping.Key, mapping.LoginName, mapping.DisplayName, mapping.Email, mapping.GroupName, mapping.GroupMember);

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
            GroupName = GroupName ?? usual.GroupName,
            GroupMember = GroupMember ?? usual.GroupMember,
        };
    }
}

namespace Platen.Domain.Directories;

/// <summary>What is usual for a schema; a new directory begins with it.</summary>
public static class DirectoryPresets
{
    /// <summary>The names of attributes.</summary>
    public static DirectoryMapping Mapping(DirectorySchema schema) => schema switch
    {
        DirectorySchema.ActiveDirectory => new()
        {
            Key = "objectGUID", LoginName = "sAMAccountName", DisplayName = "displayName", Email = "mail", Phone = "telephoneNumber", PersonalNumber = "employeeID", SharedFolder = "homeDirectory", GroupName = "cn", GroupMember = "member",
        },
        DirectorySchema.EDirectory => new()
        {
            Key = "GUID", LoginName = "cn", DisplayName = "fullName", Email = "mail", Phone = "telephoneNumber", PersonalNumber = "workforceID", GroupName = "cn", GroupMember = "member",
        },
        _ => new()
        {
            Key = "entryUUID", LoginName = "uid", DisplayName = "cn", Email = "mail", Phone = "telephoneNumber", PersonalNumber = "employeeNumber", GroupName = "cn", GroupMember = "member",
        },
    };

    /// <summary>Which entries are people; accounts that are switched off are among them, so that switching off is seen.</summary>
    public static string PeopleFilter(DirectorySchema schema) => schema switch
    {
        DirectorySchema.ActiveDirectory => "(&(objectCategory=person)(objectClass=user))",
        DirectorySchema.EDirectory => "(objectClass=Person)",
        _ => "(objectClass=inetOrgPerson)",
    };

    /// <summary>Which entries are groups.</summary>
    public static string GroupFilter(DirectorySchema schema) => schema switch
    {
        DirectorySchema.ActiveDirectory => "(objectClass=group)",
        DirectorySchema.EDirectory => "(objectClass=groupOfNames)",
        _ => "(objectClass=groupOfNames)",
    };

    /// <summary>The attribute that tells whether an account is switched off; empty: the schema has none.</summary>
    public static string StateAttribute(DirectorySchema schema) => schema switch
    {
        DirectorySchema.ActiveDirectory => "userAccountControl",
        DirectorySchema.EDirectory => "loginDisabled",
        _ => "",
    };

    /// <summary>The attribute that tells until when an account is good; empty: the schema has none.</summary>
    public static string ExpiryAttribute(DirectorySchema schema) => schema switch
    {
        DirectorySchema.ActiveDirectory => "accountExpires",
        DirectorySchema.EDirectory => "loginExpirationTime",
        _ => "",
    };

    /// <summary>The attribute that tells when an entry changed: a number that only grows, or a time.</summary>
    public static string ChangeAttribute(DirectorySchema schema) => schema == DirectorySchema.ActiveDirectory ? "uSNChanged" : "modifyTimestamp";
}

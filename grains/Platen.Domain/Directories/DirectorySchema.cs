namespace Platen.Domain.Directories;

/// <summary>Whose schema a directory has (AU21). It decides how state and changes are read, and what a new directory's settings begin with.</summary>
public enum DirectorySchema
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Microsoft Active Directory, and Samba as its domain controller.</summary>
    ActiveDirectory = 1,

    /// <summary>OpenLDAP with inetOrgPerson and groupOfNames.</summary>
    OpenLdap = 2,

    /// <summary>NetIQ (Novell) eDirectory.</summary>
    EDirectory = 3,
}

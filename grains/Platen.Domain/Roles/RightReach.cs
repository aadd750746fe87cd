namespace Platen.Domain.Roles;

/// <summary>What a right can be narrowed to. A grant that is narrowed to something else does not give the right at all.</summary>
public enum RightReach
{
    /// <summary>The whole tenant only.</summary>
    Tenant = 0,

    /// <summary>Sites.</summary>
    Sites = 1,

    /// <summary>The members of groups.</summary>
    Groups = 2,
}

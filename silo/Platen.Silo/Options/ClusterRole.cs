namespace Platen.Silo.Options;

/// <summary>What a process of a cluster hosts.</summary>
public enum ClusterRole
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>The grains of users, jobs, queues and tenants, and those of sites without a silo of their own.</summary>
    Master = 1,

    /// <summary>The grains of one site: the site itself and its devices.</summary>
    Site = 2,

    /// <summary>No grains: the gateway alone, a client of the silos.</summary>
    Gateway = 3,
}

using System.Globalization;
using System.Net;
using Npgsql;
using Orleans.Configuration;
using ClusterOptions = Platen.Silo.Options.ClusterOptions;

namespace Platen.Silo.Hosting;

/// <summary>How silos know of each other: rows in PostgreSQL, schema <c>orleans</c>, written and read by the queries of our migration 0008.</summary>
internal static class OrleansMembership
{
    /// <summary>The provider's name for PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>The service; grain ids belong to it, whatever the cluster is called.</summary>
    public const string ServiceId = "platen";

    /// <summary>Headers hold a call's target and request context only.</summary>
    public const int HeaderBytesMax = 256 * 1024;

    private const string Schema = "orleans";
    private const int ConnectionsMax = 4;

    /// <summary>The store's database, with the membership's schema in front, and a pool of its own: commits must not keep a silo from saying that it is alive.</summary>
    public static string ConnectionString(string store) =>
        new NpgsqlConnectionStringBuilder(store) { SearchPath = Schema, ApplicationName = "platen-membership", MaxPoolSize = ConnectionsMax, Timeout = 5, CommandTimeout = 10 }.ConnectionString;

    /// <summary>A silo's name: its role or site, and its endpoint, which is fixed.</summary>
    public static string NameOf(ClusterOptions options) =>
        $"{(options.Site.Length > 0 ? options.Site : options.Role.ToString().ToLowerInvariant())}-{new IPEndPoint(IPAddress.Parse(options.Address), options.SiloPort)}";

    /// <summary>
    /// A silo that is killed is out after about ProbeEvery × MissedProbesMax, with the second vote a probe later: some 8 s with the defaults, against 15 s and more with Orleans' own. Two votes, because one starved
    /// machine alone must not evict a healthy silo; below three silos Orleans itself asks for one only. The table is read every 10 s instead of 60, because gossip about a change can be lost, and a silo that was evicted while frozen
    /// must learn of it soon. Sooner than this is not sought: nothing rests on single activation, and a needless eviction costs more than a late one.
    /// </summary>
    public static void Configure(ClusterMembershipOptions membership, ClusterOptions options)
    {
        membership.ProbeTimeout = options.ProbeEvery;
        membership.NumMissedProbesLimit = options.MissedProbesMax;
        membership.NumVotesForDeathDeclaration = options.EvictionVotes;
        membership.TableRefreshTimeout = options.RefreshEvery;

        // Since August 2026 Orleans learns the time-out of probes, up to four times the first one, and believes a silo that was heard of within the longest times the misses: a frozen silo would be kept for 24 s.
        // Bound by name, because 10.4.2 has no such bound and no need of it.
        new ConfigurationBuilder().AddInMemoryCollection([new("MaxProbeTimeout", options.ProbeEvery.ToString("c", CultureInfo.InvariantCulture))]).Build().Bind(membership);

        // votes of long ago say nothing about now
        membership.DeathVoteExpirationTimeout = TimeSpan.FromTicks(options.ProbeEvery.Ticks * options.MissedProbesMax * 10);

        // after a crash of all silos, rows are believed for three of these: 30 s instead of 90
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }
}

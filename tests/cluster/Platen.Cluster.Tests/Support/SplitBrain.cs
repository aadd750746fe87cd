using Npgsql;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;
using Platen.Silo.Options;

namespace Platen.Cluster.Tests.Support;

/// <summary>
/// Two clusters on one record: each thinks that it alone hosts the grains, so every grain has two activations, as in the worst partition. Nothing in memory is shared; only the rows' guards are left.
/// </summary>
internal sealed class SplitBrain
{
    private readonly ClusterGround _ground;
    private readonly string _database;
    private readonly NetworkSilo[] _sides;
    private int _troubles;
    private int _lost;

    private SplitBrain(ClusterGround ground, string database, NetworkSilo[] sides, Branch branch) => (_ground, _database, _sides, Branch) = (ground, database, sides, branch);

    public IReadOnlyList<NetworkSilo> Sides => _sides;

    /// <summary>The tenant, set up through the first side.</summary>
    public Branch Branch { get; }

    public static async Task<SplitBrain> StartAsync(ClusterGround ground)
    {
        var database = await ground.DatabaseAsync();
        var left = await ground.StartAsync(database, NetworkSilo.OptionsOf(ClusterRole.Master, cluster: "left"));
        var right = await ground.StartAsync(database, NetworkSilo.OptionsOf(ClusterRole.Master, cluster: "right"));
        var branch = await new Branch(left[0].Grains, TimeProvider.System).SetUpAsync();
        return new SplitBrain(ground, database, [left[0], right[0]], branch);
    }

    /// <summary>One side loses what it has in memory: its activations are dropped, or, every third time, its silo is lost without a word and another one takes its place.</summary>
    public async Task TroubleAsync(int side)
    {
        if (++_troubles % 3 != 0)
        {
            await _sides[side].Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            return;
        }

        await LoseAsync(side);
    }

    /// <summary>The side's silo is lost without a word, and another one takes its place.</summary>
    public async Task LoseAsync(int side)
    {
        var lost = _sides[side];
        await lost.LoseAsync();
        _sides[side] = (await _ground.StartAsync(_database, NetworkSilo.OptionsOf(ClusterRole.Master, cluster: $"{(side == 0 ? "left" : "right")}-{++_lost}")))[0];
    }

    /// <summary>The site's activation of one side.</summary>
    public ISiteGrain Site(int side) => Sides[side].Grains.Site(Branch.Tenant, Branch.SiteId);

    /// <summary>Reports facts through one side; a fault is what an agent would get, which then tries again.</summary>
    public async Task<IngestResult?> TryIngestAsync(int side, params IEnumerable<AgentFact> facts)
    {
        try
        {
            return await Site(side).IngestAsync(new IngestFacts { Agent = Branch.Agent, Facts = [.. facts] }, CancellationToken.None);
        }
        catch (Exception fault) when (fault is RecordStoreUnavailableException or EventOutOfOrderException or Orleans.Runtime.OrleansException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Lets no fact be committed, through either side, until the result is disposed of.</summary>
    public Task<HeldCommits> HoldCommitsAsync() => HeldCommits.StartAsync(_database);

    /// <summary>How many of the jobs are in the record.</summary>
    public Task<long> CountOfAsync(IEnumerable<JobId> jobs) => CountAsync($"SELECT count(*) FROM platen.jobs WHERE id = ANY('{{{string.Join(',', jobs.Select(static job => job.Value))}}}'::uuid[])");

    /// <summary>A number that the record's rows tell.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false"); // one from a pool may be of before a restart
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

using System.Collections.Immutable;
using Npgsql;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Audit;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Tests.Postgres;
using Platen.Grains.Tests.Support;
using Platen.TestKit.Audit;

namespace Platen.Grains.Tests.Audit;

/// <summary>LG01–LG03, I7 and AZ05: the audit log's grain over a real PostgreSQL. Mutants: answer without asking for the right; do not verify when an agent contradicts; tell each day the same faults anew.</summary>
public sealed class AuditGrainTests(PostgresHost host) : IClassFixture<PostgresHost>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Admin = Actor.System("test");

    [Fact]
    public async Task Log_ThatIsCutBehindTheAgentsHead_IsVerifiedNamedAndAudited()
    {
        var branch = await new Branch(host.Grains, TimeProvider.System).SetUpAsync();
        var audit = host.Grains.Audit(Branch.Tenant);
        await audit.TickAsync(None);
        var heads = await audit.WitnessAsync(Witness([]), None);
        heads.ShouldContain(head => head.Chain == "console");
        await EndAsync(audit);
        (await audit.GetAsync(Admin, None))!.Verdict!.Whole.ShouldBeTrue();

        // more is signed, and an agent keeps it; then somebody cuts the chain, its head and its checkpoint
        await RenameAsync("Acme 2");
        await audit.TickAsync(None);
        var kept = await audit.WitnessAsync(Witness(heads), None);
        await RunAsync("""
            DELETE FROM platen.audit_entries WHERE chain = 'console' AND position = (SELECT position FROM platen.audit_heads WHERE chain = 'console');
            UPDATE platen.audit_heads h SET position = e.position, hash = e.hash FROM (SELECT * FROM platen.audit_entries WHERE chain = 'console' ORDER BY position DESC LIMIT 1) e WHERE h.chain = 'console';
            DELETE FROM platen.audit_checkpoints c USING platen.audit_heads h WHERE c.chain = 'console' AND h.chain = 'console' AND c.position > h.position
            """);
        await audit.WitnessAsync(Witness(kept), None);
        await EndAsync(audit);

        var verdict = (await audit.GetAsync(Admin, None))!.Verdict!;
        verdict.Breaks.ShouldContain(fault => fault.Kind == AuditBreakKind.Truncated && fault.Chain == "console");
        verdict.Witnesses.ShouldBe(1);
        (await FaultsToldAsync()).ShouldBe(1);
        (await audit.VerifyAsync(Admin, None)).IsDone.ShouldBeTrue();
        await EndAsync(audit);
        (await FaultsToldAsync()).ShouldBe(1, "the same faults are told once");
        (await audit.AcceptRestoreAsync(Admin, None)).Code.ShouldBe(CommandCode.Refused, "a log that was cut while the rest went on is no backup");
    }

    [Fact]
    public async Task Log_IsForWhoHoldsItsRight()
    {
        var audit = host.Grains.Audit(TenantId.Parse("other"));
        var nobody = Actor.Anonymous("");
        (await audit.GetAsync(nobody, None)).ShouldBeNull();
        (await audit.VerifyAsync(nobody, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await audit.AcceptRestoreAsync(nobody, None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    [Fact]
    public async Task Witness_WithHeadsThatAreNotSigned_IsNotBelieved()
    {
        // a taken-over agent must not be able to cry wolf
        using var other = new TestAuditSigner(TimeProvider.System.GetUtcNow());
        var tenant = TenantId.Parse("third");
        var forged = other.Sign(new AuditCheckpoint { Tenant = tenant, Chain = "console", Kind = AuditCheckpointKind.Head, Position = 99, Hash = [.. new byte[32]], At = TimeProvider.System.GetUtcNow(), FeedCursor = 9 });
        var audit = host.Grains.Audit(tenant);
        await audit.WitnessAsync(Witness([forged]), None);
        await audit.VerifyAsync(Admin, None);
        await EndAsync(audit);
        (await audit.GetAsync(Admin, None))!.Verdict!.Whole.ShouldBeTrue();
    }

    private static AuditWitness Witness(ImmutableArray<AuditCheckpoint> heads) => new() { Site = Branch.SiteId, Agent = Branch.Agent, Heads = heads };

    private static async Task EndAsync(IAuditGrain audit)
    {
        var until = TimeProvider.System.GetUtcNow() + GrainHost.Limit;
        while (await audit.GetAsync(Admin, None) is { Running: not null } state)
        {
            (TimeProvider.System.GetUtcNow() < until).ShouldBeTrue($"waited {GrainHost.Limit} for the end of a verification: {state.Running}");
            await Task.Yield();
        }
    }

    private async Task RenameAsync(string name) => (await host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Name = name }, Admin, None)).IsDone.ShouldBeTrue();

    private async Task<int> FaultsToldAsync() => (await host.Queries.ListAuditAsync(Branch.Tenant, new(), None)).Items.Count(row => row.Entry.Action == "audit.faults-found");

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

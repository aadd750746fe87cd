using System.Text.Json;
using Platen.Domain.Jobs;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Queries;

/// <summary>Look-ups that share a statement answer each caller as one of its own would.</summary>
[Collection(StoreCollection.Name)]
public sealed class RowReadsTests(StoreServer server)
{
    // mutants: one row that cannot be read fails its neighbours; tenants are mixed
    [Fact]
    public async Task LookUps_OfManyAtOnce_FindEachItsOwn_AndOneDamagedRowFailsAlone()
    {
        await using var store = await server.NewStoreAsync();
        var jobs = Enumerable.Range(0, 700).Select(_ => Job()).ToArray();
        foreach (var some in jobs.Chunk(350))
        {
            await store.CommitAsync(Commit([.. some.Select(New)]));
        }

        await store.SqlAsync<long>($"WITH spoilt AS (UPDATE platen.jobs SET body = body || '{{\"facts\": 7}}' WHERE id = '{jobs[3].Id}' RETURNING 1) SELECT count(*) FROM spoilt");
        var other = Domain.Tenants.TenantId.Parse("bolt");

        var asked = jobs.Select(job => store.Records.FindJobAsync(Acme, job.Id, default)).ToArray();
        var elsewhere = jobs.Take(5).Select(job => store.Records.FindJobAsync(other, job.Id, default)).ToArray();
        var unknown = store.Records.FindJobAsync(Acme, JobId.New(TimeProvider.System), default);

        for (var i = 0; i < jobs.Length; i++)
        {
            if (i == 3)
            {
                (await Should.ThrowAsync<Exception>(asked[i])).ShouldBeAssignableTo<Exception>().ShouldSatisfyAllConditions(fault => (fault is JsonException or FormatException).ShouldBeTrue());
                continue;
            }

            (await asked[i])!.Id.ShouldBe(jobs[i].Id);
        }

        (await Task.WhenAll(elsewhere)).ShouldAllBe(row => row == null);
        (await unknown).ShouldBeNull();
    }
}

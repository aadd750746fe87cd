using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Queries;

/// <summary>Lists of jobs, newest first: job ids are UUIDs of version 7, so their order is the order of intake.</summary>
internal static class JobQueries
{
    public static Task<ResultPage<Job>> ListAsync(StoreDatabase database, TenantId tenant, JobFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        PageReader.ReadBodiesAsync<Job>(database, "platen.jobs", Conditions(tenant, filter, page), "id DESC", page, j => PageKey.Of(j.Id), cancellationToken);

    internal static Where Conditions(TenantId tenant, JobFilter filter, PageRequest page)
    {
        var where = new Where()
            .And("tenant = @Tenant", "Tenant", tenant.Value)
            .AndIf("owner = @Owner", "Owner", filter.Owner?.Value)
            .AndIf("site = @Site", "Site", filter.Site?.Value)
            .AndIf("site <> @NotSite", "NotSite", filter.NotSite?.Value)
            .AndIf("queue = @Queue", "Queue", filter.Queue?.Value)
            .AndContains(filter.Search, "(body ->> 'title')", "(body ->> 'claimedUser')");
        if (!filter.States.IsDefaultOrEmpty)
        {
            // numbers, not parameters: only so can the planner prove that the partial index of open jobs serves
            where.And($"state IN ({string.Join(", ", filter.States.Select(s => (int)s).Distinct())})");
        }

        if (filter.UnclaimedOnly)
        {
            where.And("owner IS NULL");
        }

        return page.After.Length == 0 ? where : where.And("id < @After", "After", PageKey.Id(page.After));
    }
}

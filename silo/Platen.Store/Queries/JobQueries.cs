using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Queries;

/// <summary>Lists of jobs, newest first: job ids are UUIDs of version 7, so their order is the order of intake.</summary>
internal static class JobQueries
{
    /// <summary>A text search looks at so many of the newest jobs that the other conditions leave, not at years of them.</summary>
    public const int SearchedMax = 20_000;

    private const string Order = "ORDER BY id DESC LIMIT";

    // in one small look-up with an index of its own; the condition on an empty list is word for word as there
    private const string OwnersSql =
        "SELECT id FROM platen.users WHERE tenant = @Tenant AND active AND body -> 'delegates' <> '[]'::jsonb AND body -> 'delegates' @> to_jsonb(@DelegatedTo::text) LIMIT 200";

    public static async Task<ResultPage<Job>> ListAsync(StoreDatabase database, TenantId tenant, JobFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Conditions(tenant, filter, page);
        return await PageReader.ReadAsync<string, Job>(
            database, Sql(where, filter), where.Parameters, PageKey.Limit(page.Limit), StoreJson.Read<Job>, j => PageKey.Of(j.Id), cancellationToken);
    }

    internal static string Sql(Where where, JobFilter filter)
    {
        if (filter.Search.Length == 0)
        {
            return $"SELECT body::text FROM {Source(where, filter, "@Limit")} {Order} @Limit";
        }

        var found = new Where().AndContains(filter.Search, "(body ->> 'title')", "(body ->> 'claimedUser')");
        where.Parameters.AddDynamicParams(found.Parameters);
        var most = SearchedMax.ToString(CultureInfo.InvariantCulture);
        return $"SELECT body::text FROM (SELECT id, body FROM {Source(where, filter, most)} {Order} {most}) newest WHERE {found.Sql} {Order} @Limit";
    }

    // Owner by owner: with all of them in one condition the planner, who cannot know that there are none or few, may walk through all jobs of the tenant from the newest on.
    private static string Source(Where where, JobFilter filter, string limit) => filter.DelegatedTo is null
        ? $"platen.jobs WHERE {where.Sql}"
        : $"(SELECT j.id, j.body FROM ({OwnersSql}) o CROSS JOIN LATERAL (SELECT id, body FROM platen.jobs WHERE {where.Sql} AND owner = o.id {Order} {limit}) j) delegated";

    internal static Where Conditions(TenantId tenant, JobFilter filter, PageRequest page)
    {
        var where = new Where()
            .And("tenant = @Tenant", "Tenant", tenant.Value)
            .AndIf("owner = @Owner", "Owner", filter.Owner?.Value)
            .AndIf("(body -> 'allowsDelegates') IS DISTINCT FROM 'false'::jsonb", "DelegatedTo", filter.DelegatedTo?.ToString())
            .AndIf("site = @Site", "Site", filter.Site?.Value)
            .AndIf("site <> @NotSite", "NotSite", filter.NotSite?.Value)
            .AndIf("queue = @Queue", "Queue", filter.Queue?.Value)
            .AndSites(filter.Sites, "owner", filter.OrOwner);
        if (!filter.States.IsDefaultOrEmpty)
        {
            // numbers, not parameters: only so can the planner prove that the partial index of open jobs serves
            where.And($"state IN ({string.Join(", ", filter.States.Select(s => (int)s).Distinct())})");
        }

        if (filter.UnclaimedOnly)
        {
            where.And("owner IS NULL");
        }

        if (filter.DataKeptOnly)
        {
            // word for word as in the partial index jobs_kept
            where.And("(body ->> 'dataKept')::boolean");
        }

        return page.After.Length == 0 ? where : where.And("id < @After", "After", PageKey.Id(page.After));
    }
}

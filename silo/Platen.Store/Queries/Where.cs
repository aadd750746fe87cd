using Dapper;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Store.Queries;

/// <summary>Collects the conditions that a list really has, so that each combination gets a plan with its own index.</summary>
internal sealed class Where
{
    private readonly List<string> _conditions = [];

    public DynamicParameters Parameters { get; } = new();

    public string Sql => string.Join(" AND ", _conditions);

    /// <summary>A condition with its parameter.</summary>
    public Where And(string condition, string name, object value)
    {
        _conditions.Add(condition);
        Parameters.Add(name, value);
        return this;
    }

    /// <summary>A condition with its parameter, when there is a value.</summary>
    public Where AndIf(string condition, string name, object? value) => value is null ? this : And(condition, name, value);

    /// <summary>A condition without one.</summary>
    public Where And(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>Of some sites, or somebody's own wherever it is; no sites: no condition.</summary>
    public Where AndSites(IReadOnlyCollection<SiteId> sites, string person, UserId? or)
    {
        if (sites.Count == 0)
        {
            return this;
        }

        Parameters.Add("Sites", sites.Select(site => site.Value).ToArray());
        return or is { } own ? And($"(site = ANY (@Sites) OR {person} = @Or)", "Or", own.Value) : And("site = ANY (@Sites)");
    }

    /// <summary>Case-insensitive search for a part of one of the expressions, when there is something to search for.</summary>
    public Where AndContains(string search, params string[] expressions)
    {
        if (search.Length == 0)
        {
            return this;
        }

        Parameters.Add("Search", LikePattern.Contains(search));
        return And($"({string.Join(" OR ", expressions.Select(e => $"{e} ILIKE @Search ESCAPE '\\'"))})");
    }
}

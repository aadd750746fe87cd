using Platen.Domain.Directories;
using Platen.Grains.Abstractions.Directories;

namespace Platen.Gateway.Api.Directories;

/// <summary>A directory. Of its password it says only whether there is one.</summary>
internal sealed record DirectoryJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    public required DirectorySchema Schema { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required DirectorySecurity Security { get; init; }

    public required string CertificateAuthorities { get; init; }

    public required string BindDn { get; init; }

    public required string PeopleBase { get; init; }

    public required string PeopleFilter { get; init; }

    public required string GroupBase { get; init; }

    public required string GroupFilter { get; init; }

    public required MappingJson Mapping { get; init; }

    public required int SyncMinutes { get; init; }

    public required int FullMinutes { get; init; }

    public required int VanishPercentMax { get; init; }

    public required bool Authenticates { get; init; }

    public required bool KeepsVerifier { get; init; }

    /// <summary>Whether a password is stored; null in lists.</summary>
    public bool? HasPassword { get; init; }

    /// <summary>The run under way; null: none, or not asked.</summary>
    public string? Running { get; init; }

    /// <summary>When the last run that changes something ended well.</summary>
    public DateTimeOffset? LastAt { get; init; }

    public static DirectoryJson Of(DirectoryView view) => Of(view.Directory) with { HasPassword = view.HasPassword, Running = view.Running, LastAt = view.State?.LastAt };

    public static DirectoryJson Of(UserDirectory row) => new()
    {
        Id = row.Id.Value,
        Name = row.Name,
        Enabled = row.Enabled,
        Schema = row.Schema,
        Host = row.Host,
        Port = row.Port,
        Security = row.Security,
        CertificateAuthorities = row.CertificateAuthorities,
        BindDn = row.BindDn,
        PeopleBase = row.PeopleBase,
        PeopleFilter = row.PeopleFilter,
        GroupBase = row.GroupBase,
        GroupFilter = row.GroupFilter,
        Mapping = MappingJson.Of(row.Mapping),
        SyncMinutes = (int)row.SyncEvery.TotalMinutes,
        FullMinutes = (int)row.FullEvery.TotalMinutes,
        VanishPercentMax = row.VanishPercentMax,
        Authenticates = row.Authenticates,
        KeepsVerifier = row.KeepsVerifier,
    };
}

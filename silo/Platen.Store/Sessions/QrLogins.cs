using Dapper;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Store.Connections;

namespace Platen.Store.Sessions;

/// <summary>Logins by phone in PostgreSQL: the phone may ask one gateway while the panel's agent asks another, or either after a restart.</summary>
internal sealed class QrLogins(StoreDatabase database, TimeProvider time) : IQrLogins
{
    private const int Waiting = 0;
    private const int Approved = 1;
    private const int Used = 2;

    private const string AddSql = """
        INSERT INTO platen.qr_logins (tenant, code_sha256, site, device, number, choices, ends_at, state)
        SELECT @Tenant, @Hash, @Site, @Device, @Number, @Choices, @Ends, 0
        WHERE (SELECT count(*) FROM platen.qr_logins WHERE tenant = @Tenant AND site = @Site AND device = @Device AND ends_at > @Now) < @OpenMax
        ON CONFLICT DO NOTHING
        """;

    private const string FindSql = "SELECT site, device, number, choices, ends_at AS EndsAt, state, user_id AS UserId FROM platen.qr_logins WHERE tenant = @Tenant AND code_sha256 = @Hash AND ends_at > @Now";

    private const string MoveSql = "UPDATE platen.qr_logins SET state = @After, user_id = @User WHERE tenant = @Tenant AND code_sha256 = @Hash AND state = @Before AND ends_at > @Now";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<bool> AddAsync(TenantId tenant, string code, QrLogin login, CancellationToken cancellationToken)
    {
        var row = new
        {
            Tenant = tenant.Value, Hash = TokenText.Hash(code), Site = login.Site.Value, Device = login.Device.Value, Number = (short)login.Number, Choices = login.Choices.Select(number => (short)number).ToArray(),
            Ends = login.EndsAt.UtcDateTime, Now, OpenMax = IQrLogins.OpenPerDeviceMax,
        };
        return await WriteAsync(AddSql, row, cancellationToken) == 1;
    }

    public async Task<QrLogin?> FindAsync(TenantId tenant, string code, CancellationToken cancellationToken)
    {
        var key = new { Tenant = tenant.Value, Hash = TokenText.Hash(code), Now };
        var row = await database.ReadAsync(c => c.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(FindSql, key, cancellationToken: cancellationToken)), cancellationToken);
        return row?.ToLogin();
    }

    public async Task<bool> MoveAsync(TenantId tenant, string code, QrLogin before, QrLogin after, CancellationToken cancellationToken)
    {
        var change = new { Tenant = tenant.Value, Hash = TokenText.Hash(code), Now, Before = StateOf(before), After = StateOf(after), User = after.ApprovedBy?.Value };
        return await WriteAsync(MoveSql, change, cancellationToken) == 1;
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => WriteAsync("DELETE FROM platen.qr_logins WHERE ends_at <= @Now", new { Now }, cancellationToken);

    private static short StateOf(QrLogin login) => (short)(login.IsUsed ? Used : login.ApprovedBy is null ? Waiting : Approved);

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);

    private sealed class Row
    {
        public string Site { get; init; } = "";

        public string Device { get; init; } = "";

        public short Number { get; init; }

        public short[] Choices { get; init; } = [];

        public DateTime EndsAt { get; init; }

        public short State { get; init; }

        public Guid? UserId { get; init; }

        public QrLogin ToLogin() => new(SiteId.Parse(Site), DeviceId.Parse(Device), Number, [.. Choices.Select(number => (int)number)], new DateTimeOffset(EndsAt, TimeSpan.Zero))
        {
            ApprovedBy = UserId is { } user ? new UserId(user) : null,
            IsUsed = State == Used,
        };
    }
}

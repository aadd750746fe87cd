using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>The server's answers about logins by phone, as a test sets them. It tells an approval each time it is asked: that only one session opens is the agent's own doing.</summary>
internal sealed class FakeQrRequests : IQrRequests
{
    public bool Answers { get; set; } = true;

    public QrState State { get; set; } = QrState.Waiting;

    public UserId User { get; set; }

    public List<string> Begun { get; } = [];

    public Task<QrBegun?> BeginAsync(DeviceId device, CancellationToken cancellationToken)
    {
        var code = $"{Begun.Count:x32}";
        Begun.Add(device.Value);
        return Task.FromResult(Answers ? new QrBegun(code, "https://print.example.com/qr/" + code, 42, TimeSpan.FromSeconds(90)) : null);
    }

    public Task<(QrState State, UserId User)> CollectAsync(string code, DeviceId device, CancellationToken cancellationToken) => Task.FromResult((State, User));
}

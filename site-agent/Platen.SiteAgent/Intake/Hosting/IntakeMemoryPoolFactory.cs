using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Platen.SiteAgent.Intake.Hosting;

/// <summary>Gives the web server's connections their memory.</summary>
internal sealed class IntakeMemoryPoolFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new IntakeMemoryPool();
}

import ort from 'onnxruntime-node';
const [,, ep, fam='smolvlm', sfx='', kv='cpu'] = process.argv;
const dir='/tmp/local/fam/'+fam+'/onnx/';
const opt={executionProviders:[ep], logSeverityLevel:3};
const t0=performance.now();
const dec=await ort.InferenceSession.create(dir+'decoder_model_merged'+sfx+'.onnx', {...opt, ...(kv==='gpu'?{preferredOutputLocation:Object.fromEntries([0,1].flatMap(i=>[['present.'+i+'.key','gpu-buffer'],['present.'+i+'.value','gpu-buffer']]).concat([['logits','cpu']]))}:{})});
console.log('created',(performance.now()-t0).toFixed());
console.log(dec.inputMetadata.map(m=>m.name+':'+m.type+':'+m.shape).join(' | '));
const mrope=fam.startsWith('qwen');
const B=2,N=5;
const f32=(d,dims)=>new ort.Tensor('float32',d,dims), i64=(a,dims)=>new ort.Tensor('int64',BigInt64Array.from(a.map(BigInt)),dims);
const emb=new Float32Array(B*N*64).map((_,i)=>Math.sin(i*0.37));
let feeds={inputs_embeds:f32(emb,[B,N,64]),attention_mask:i64(Array(B*N).fill(1),[B,N]),position_ids:i64(Array((mrope?3:1)*B*N).fill(0).map((_,i)=>i%N),mrope?[3,B,N]:[B,N])};
if(mrope) feeds.num_logits_to_keep=i64([1],[]);
const kvt=dec.inputMetadata.find(m=>m.name.startsWith('past')).type;
for(let l=0;l<2;l++)for(const k of['key','value'])feeds[`past_key_values.${l}.${k}`]=new ort.Tensor(kvt,kvt==='float16'?new Uint16Array(0):new Float32Array(0),[B,2,0,16]);
let r=await dec.run(feeds);
console.log(Object.entries(r).map(([k,v])=>k+':'+v.type+':'+v.dims+':'+v.location+':'+(v.location==='cpu'?v.data.constructor.name:'')).join(' | '));
console.log(r.logits.data.slice(0,6), r.logits.data.length);
let T=N;
const t1=performance.now();
for(let s=0;s<20;s++){T++;
 const f={inputs_embeds:f32(emb.slice(0,B*64),[B,1,64]),attention_mask:i64(Array(B*T).fill(1),[B,T]),position_ids:i64(Array((mrope?3:1)*B).fill(T-1),mrope?[3,B,1]:[B,1])};
 if(mrope) f.num_logits_to_keep=i64([1],[]);
 for(const [k,v] of Object.entries(r)) if(k!=='logits') { if(v.location==="cpu"&&v.type==="float16"&&v.cpuData instanceof Float16Array) v.cpuData=new Uint16Array(v.cpuData.buffer,v.cpuData.byteOffset,v.cpuData.length); f[k.replace("present","past_key_values")]=v; }
 const old=r; r=await dec.run(f); for(const [k,v] of Object.entries(old)) if(v.location!=='cpu') v.dispose();
}
console.log('20 steps',(performance.now()-t1).toFixed(), [...r.logits.data.slice(0,4)]);
await dec.release(); console.log('released');
